use factlint::*;use factlint::document::jsonl;
fn main(){
 let a:Vec<String>=std::env::args().collect();
 let e=engine::Engine::new(embedded::rules(),engine::Options::default());
 let text=std::fs::read_to_string(&a[1]).unwrap();
 let want=&a[2]; let inside=a[3]=="in"; let step:usize=a[4].parse().unwrap(); let mut n=0;
 for (i,l) in jsonl::lines(&text){ let Ok(d)=jsonl::record("x",i,l) else{continue}; let Some(r)=e.read(&d) else{continue};
  let claims::DraftDay::Given(g)=&r.day else{continue};
  for c in &r.claims{ if c.statement!=claims::Statement::Holds||c.form==language::offices::Form::Metonym||c.frame.rule!=want||c.window.graced.contains(g.day)!=inside{continue}
   n+=1; if n%step!=0{continue}
   let s=c.span; let mut f=(s.start as usize).saturating_sub(90); let mut t=(s.end as usize+110).min(d.prose.len());
   while !d.prose.is_char_boundary(f){f-=1} while !d.prose.is_char_boundary(t){t+=1}
   println!("{} {} [{}] {}<<{}>>{}",g.day,c.frame.label.word(),c.frame.cue.map(|c|d.text(c)).unwrap_or(""),d.prose[f..s.start as usize].replace('\n'," "),d.text(s),d.prose[s.end as usize..t].replace('\n'," "));
 }}
}
