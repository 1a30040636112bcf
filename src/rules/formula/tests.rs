//! What is parsed, and how mistakes are reported.

use super::{Capture, Expr, Op, Pattern, Sort, Type, Wrong, expression, pattern, template};

fn captures() -> Vec<Capture> {
    let capture = |name: &str, sort, many| Capture { name: name.into(), sort, list: None, many };
    vec![
        capture("a", Sort::Quantity, false),
        capture("b", Sort::Quantity, false),
        capture("p", Sort::Percent, false),
        capture("d", Sort::Date, false),
        capture("xs", Sort::Number, true),
        capture("who", Sort::Name, false),
    ]
}

fn yields(text: &str) -> Result<Type, Wrong> {
    expression(text, &captures()).map(|(_, yields)| yields)
}

#[test]
fn operators_bind_as_in_school() {
    let (expr, _) = expression("a + b * 2 == b or not a < b and 1 - 2 - 3 > 0", &captures()).expect("it is right");
    let Expr::Binary(Op::Or, left, right) = expr else { panic!("`or` binds least") };
    assert!(matches!(*left, Expr::Binary(Op::Equal, ref sum, _) if matches!(**sum, Expr::Binary(Op::Add, _, _))));
    let Expr::Binary(Op::And, not, more) = *right else { panic!("`and` binds next") };
    assert!(matches!(*not, Expr::Not(_)));
    let Expr::Binary(Op::More, differences, _) = *more else { panic!("a comparison") };
    assert!(
        matches!(*differences, Expr::Binary(Op::Subtract, ref left, _) if matches!(**left, Expr::Binary(Op::Subtract, _, _)))
    );
}

#[test]
fn types_are_known() {
    assert_eq!(yields("(b - a) / a == p"), Ok(Type::Truth));
    assert_eq!(yields("percent((b - a) / a)"), Ok(Type::Number));
    assert_eq!(yields("sum(xs) + count(xs)"), Ok(Type::Quantity));
    assert_eq!(yields("max(xs)"), Ok(Type::Quantity));
    assert_eq!(yields("weekday(d)"), Ok(Type::Weekday));
    assert_eq!(yields("abs(years(d, today) - 3) <= 1"), Ok(Type::Truth));
    assert_eq!(yields("convert(a, 'km')"), Ok(Type::Number));
    assert_eq!(yields("given(p) and p > 50%"), Ok(Type::Truth));
}

/// The bytes that are blamed, the message, and the hint.
fn wrong(text: &str) -> (&str, String, String) {
    let wrong = yields(text).expect_err("it is wrong");
    (&text[wrong.range.clone()], wrong.message, wrong.notes.join(""))
}

#[test]
fn mistakes_have_a_place_and_a_reason() {
    assert_eq!(wrong("a == bb"), ("bb", "there is no capture `bb`".into(), "did you mean `b`?".into()));
    assert_eq!(wrong("yeers(d, today) > 1").2, "did you mean `years`?");
    assert_eq!(wrong("d + 1 == 2"), ("d", "expected a number, found a date".into(), String::new()));
    assert_eq!(wrong("a == d"), ("a == d", "a quantity and a date cannot be compared".into(), String::new()));
    assert_eq!(wrong("sum(a) == 1").1, "expected a list of numbers, found a quantity");
    assert_eq!(wrong("years(d) == 1").1, "`years` takes 2 values, not 1");
    assert_eq!(wrong("a and b").1, "expected a comparison, found a quantity");
    assert_eq!(wrong("a = b"), ("=", "unexpected `=`".into(), "use `==` for equality".into()));
    assert_eq!(wrong("(a == b").1, "unmatched `(`");
    assert_eq!(wrong("a <= b <= a").1, "comparisons cannot be chained: join two with `and`");
    assert_eq!(wrong("a ==").1, "the expression is incomplete");
    assert_eq!(wrong("").1, "the expression is empty");
    assert_eq!(wrong("a b"), ("b", "unexpected `b`".into(), String::new()));
    assert!(wrong(&"(".repeat(500)).1.contains("nested too deep"));
}

#[test]
fn messages_hold_expressions() {
    let parts = template("from {a} to {{b}}: {percent(p)}", &captures(), false).expect("it is right");
    assert_eq!(parts.len(), 4);
    let wrong = template("from {a} to {c}", &captures(), false).expect_err("there is no c");
    assert_eq!(wrong.range, 13..14);
    let wrong = template("from {a} to {a + b}", &captures(), true).expect_err("a sum is no capture");
    assert_eq!(wrong.range, 13..18);
    assert!(template("a } b", &captures(), false).is_err() && template("a { b", &captures(), false).is_err());
}

fn names(pattern: &Pattern) -> Vec<&str> {
    pattern.captures.iter().map(|capture| capture.name.as_str()).collect()
}

#[test]
fn patterns_are_read() {
    let read = pattern("{rise} from {a:quantity} (to|until) {b:quantity} ... {p:percent} increase?").expect("right");
    assert_eq!(names(&read), ["a", "b", "p"]);
    assert_eq!(read.lists(), ["rise"]);
    let read = pattern("({a:number}|{a:number} of) {xs:quantity*}").expect("one name in two ways");
    assert_eq!(names(&read), ["a", "xs"]);
    assert!(read.captures[1].many);
    assert!(pattern(r"{a:number} \({b:number}\)").is_ok());
}

#[test]
fn mistakes_in_patterns_have_a_place() {
    let wrong = |text: &str| pattern(text).expect_err("it is wrong");
    assert_eq!(wrong("{a:number} (b").message, "unmatched `(`");
    assert_eq!(wrong("{a:number} b)").range, 12..13);
    assert_eq!(wrong("{a:number").range, 0..1);
    assert_eq!(wrong("x ?").message, "`?` must directly follow the optional word or bracket");
    assert!(wrong("... x?").message.starts_with("the pattern matches everywhere"));
    assert!(wrong("x ...20 y").message.contains("at most 8 words"));
    assert!(wrong("{A:number}").message.contains("invalid name"));
    assert!(wrong("{a:number} {a:percent}").message.contains("another type"));
    assert!(wrong(&"(".repeat(100)).message.contains("nested too deep"));
}
