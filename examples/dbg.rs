use factlint::*;
fn main(){
 let t=embedded::table();
 println!("{:?}",t.counts());
 for s in ["president of","Joe Biden said","Donald Trump","foreign minister","Biden"]{ println!("{s} {:?}",t.longest(s,0)); }
 let words=embedded::words(); let cues=language::cues::Cues::new(&words[0]);
 let text="President Donald Trump meets Secretary of State Marco Rubio on Friday.";
 let sp=text::Span::new(0,text.len());
 let v=language::view::view(text,sp,&t,&cues);
 println!("{:?}",v.as_ref().map(|v|&v.hits));
 if let Some(v)=v { let l=language::offices::OfficeLists::new(&cues); println!("{:#?}",language::offices::office_mentions(&v,&t,&l)); }
}
