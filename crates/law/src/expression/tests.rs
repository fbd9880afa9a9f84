use proptest::prelude::*;

use super::*;

const ALL: [Truth; 3] = [Truth::True, Truth::False, Truth::Unknown];

/// Whether `later` says no other than `earlier`: what was not known may become known.
fn refines(later: Truth, earlier: Truth) -> bool {
    earlier == Truth::Unknown || later == earlier
}

#[test]
fn the_logic_of_kleene() {
    for a in ALL {
        assert_eq!(!!a, a);
        assert_eq!((a.and(a), a.or(a)), (a, a));
        assert_eq!((a.and(Truth::True), a.or(Truth::False)), (a, a));
        assert_eq!((a.and(Truth::False), a.or(Truth::True)), (Truth::False, Truth::True));
        for b in ALL {
            assert_eq!((a.and(b), a.or(b)), (b.and(a), b.or(a)));
            assert_eq!(!a.and(b), (!a).or(!b));
            assert_eq!((a.and(a.or(b)), a.or(a.and(b))), (a, a));
            for c in ALL {
                assert_eq!((a.and(b).and(c), a.or(b).or(c)), (a.and(b.and(c)), a.or(b.or(c))));
                assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
            }
        }
    }
}

const FACTS: usize = 4;

/// Conditions over four flags, without `known`.
fn any_condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Condition::Always),
        (0..FACTS).prop_map(|fact| Condition::Flag(FactIndex(fact))),
        (0..FACTS, any::<bool>()).prop_map(|(fact, flag)| {
            Condition::Compare(
                Term::Fact(FactIndex(fact)),
                Comparison::Equal,
                Term::Literal(Value::Flag(flag)),
            )
        }),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Condition::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(inner, 1..4).prop_map(Condition::Any),
        ]
    })
}

fn truth(condition: &Condition, flags: &[Option<Value>]) -> (Truth, BTreeSet<String>) {
    let register = Register::default();
    let values = flags.iter().map(Option::as_ref).collect();
    let on = Date::constant(2026, 6, 30);
    let given = Given { register: &register, values, kind: "red-notice", from: None, to: None, on };
    let mut missing = BTreeSet::new();
    condition.missing(&given, &mut missing);
    (condition.truth(&given), missing)
}

proptest! {
    /// What is settled with some facts missing is settled alike whatever the missing facts turn out to be.
    #[test]
    fn a_missing_fact_never_settles(
        condition in any_condition(),
        flags in prop::collection::vec(any::<bool>(), FACTS),
        stated in prop::collection::vec(any::<bool>(), FACTS),
    ) {
        let whole: Vec<_> = flags.iter().map(|flag| Some(Value::Flag(*flag))).collect();
        let part: Vec<_> = whole.iter().zip(&stated).map(|(flag, stated)| flag.clone().filter(|_| *stated)).collect();
        let (before, missing) = truth(&condition, &part);
        let (after, _) = truth(&condition, &whole);
        prop_assert!(refines(after, before));
        prop_assert_ne!(after, Truth::Unknown);
        prop_assert_eq!(before == Truth::Unknown, !missing.is_empty());
    }
}
