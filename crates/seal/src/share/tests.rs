use proptest::prelude::*;

use super::*;
use crate::random::tests::Seeded;

fn key(seed: u64) -> MasterKey {
    MasterKey::generate(&mut Seeded::new(seed))
}

fn names(count: u8) -> Vec<String> {
    (1..=count).map(|number| format!("Holder {number}")).collect()
}

fn made(seed: u64, need: u8, count: u8) -> Vec<Share> {
    let (bureau, day) = ("FR".parse().unwrap(), Date::constant(2026, 11, 27));
    split(&key(seed), &bureau, need, &names(count), day, &mut Seeded::new(seed + 1)).unwrap()
}

fn read(share: &Share) -> Share {
    Share::from_text(&share.to_text()).unwrap()
}

/// The shares with these numbers.
fn take(shares: &[Share], numbers: &[usize]) -> Vec<Share> {
    numbers.iter().map(|number| read(&shares[number - 1])).collect()
}

fn together(parts: [Vec<Share>; 2]) -> Vec<Share> {
    parts.into_iter().flatten().collect()
}

fn check(shares: &[Share], expected: Result<MasterKeyId, JoinFault>) {
    assert_eq!(join(shares, &[]).map(|key| key.id().unwrap()), expected);
}

#[test]
fn a_share_says_what_it_is() {
    let shares = made(1, 3, 5);
    let text = shares[1].to_text();
    for line in [
        "bureau   FR",
        "share    2 of 5; any 3 bring the key back",
        "holder   Holder 2",
        "made on  2026-11-27",
    ] {
        assert!(text.lines().any(|known| known == line), "{}", *text);
    }
    let again = read(&shares[1]);
    assert_eq!((again.number(), again.holder(), again.set()), (2, "Holder 2", shares[1].set()));
    assert_eq!((again.set().key(), again.set().count()), (key(1).id().unwrap(), 5));
    assert_eq!(again.set().id().to_string().parse(), Ok(again.set().id()));
    // Nothing that stands in words has to be typed.
    let numbered = text.lines().filter(|line| letters::is_numbered(line));
    let slips = |line: &str| {
        let (number, letters) = line.split_once(' ').unwrap();
        format!("{number}   {}\n", letters.to_lowercase().replace('0', "o").replace('1', "l"))
    };
    let typed: String = numbered.map(slips).collect();
    assert_eq!(Share::from_text(&typed).unwrap().to_text(), text);
}

#[test]
fn what_is_wrong_with_a_share_is_named() {
    let shares = made(1, 3, 5);
    let wrong = |text: String| Share::from_text(&text).err().unwrap();
    let text = shares[0].to_text().to_string();
    let line = |number: usize| text.lines().find(|line| line.starts_with(&format!("{number:02} "))).unwrap();
    assert_eq!(wrong(String::new()), ShareFault::Empty);
    assert_eq!(wrong("x".repeat(SHARE_BYTES_MAX + 1)), ShareFault::TooLarge);
    assert_eq!(wrong(text.replace(line(3), "")), ShareFault::LineMissing(3));
    assert_eq!(wrong(text.replace(line(3), line(2))), ShareFault::LineMissing(3));
    let last = text.lines().filter(|line| letters::is_numbered(line)).count();
    assert_eq!(wrong(text.replace(line(last), "")), ShareFault::Malformed);
    assert_eq!(wrong(text.replace("Holder 1", "Holder 2")), ShareFault::WordsDiffer);
    assert_eq!(wrong(text.replace("any 3", "any 2")), ShareFault::WordsDiffer);
    assert_eq!(wrong(text.replace("bureau   FR", "and this")), ShareFault::WordsDiffer);
    let other = made(7, 3, 5)[0].to_text().to_string();
    let mixed = text.replace(line(10), other.lines().find(|line| line.starts_with("10 ")).unwrap());
    assert_eq!(wrong(mixed), ShareFault::Forged);
    assert_eq!(ShareFault::LineWrong(4).to_string(), "line 04 is mistyped or was altered");
}

#[test]
fn a_share_that_was_made_up_is_named() {
    let mut shares = made(1, 2, 3);
    // A piece of somebody's own, under the digests of the set.
    shares[0].piece = Secret::new(vec![7; MASTER_KEY_BYTES]);
    assert_eq!(Share::from_text(&shares[0].to_text()).err(), Some(ShareFault::Forged));
    // In another's name.
    shares[1].holder = "Somebody else".into();
    assert_eq!(Share::from_text(&shares[1].to_text()).err(), Some(ShareFault::Forged));
    // And with digests to match it is of another set.
    let mut shares = made(1, 3, 5);
    let genuine = shares[0].set.id();
    shares[3].piece = Secret::new(vec![7; MASTER_KEY_BYTES]);
    let digest = shares[3].set.digest(4, "Holder 4", &[7; MASTER_KEY_BYTES]);
    shares[3].set.digests[3] = digest;
    let forged = read(&shares[3]);
    let set = forged.set.id();
    let three = [read(&shares[0]), forged, read(&shares[4])];
    let other = |number, holder: &str, set, wanted| {
        Err(JoinFault::OtherSet { number, holder: holder.into(), set, wanted })
    };
    check(&three, other(4, "Holder 4", set, genuine));
    // Where as many speak for the one as for the other, what is known of the sets decides.
    let [_, forged, true_one] = three;
    let two = [forged, true_one];
    let fault = join(&two, &[genuine]).map(|_| key(1).id().unwrap());
    assert_eq!(fault, other(4, "Holder 4", set, genuine));
}

#[test]
fn shares_that_do_not_bring_a_key_back() {
    let (ours, others) = (made(1, 3, 5), made(1, 3, 4));
    check(&[], Err(JoinFault::TooFew { given: 0, need: 2 }));
    check(&take(&ours, &[1, 5]), Err(JoinFault::TooFew { given: 2, need: 3 }));
    check(&take(&ours, &[1, 5, 1]), Err(JoinFault::Twice { number: 1, holder: "Holder 1".into() }));
    let mixed = together([take(&ours, &[1, 2]), take(&others, &[3])]);
    let (set, wanted) = (others[0].set.id(), ours[0].set.id());
    check(&mixed, Err(JoinFault::OtherSet { number: 3, holder: "Holder 3".into(), set, wanted }));
    check(&take(&ours, &[5, 2, 4]), Ok(key(1).id().unwrap()));
    check(&take(&ours, &[1, 2, 3, 4, 5]), Ok(key(1).id().unwrap()));
    // A set that names another key than it holds.
    let mut wrong = made(2, 2, 2);
    let id = key(3).id().unwrap();
    wrong.iter_mut().for_each(|share| share.set.key = id);
    check(&wrong, Err(JoinFault::OtherKey(id)));
}

#[test]
fn a_key_is_shared_among_several_who_are_told_apart() {
    let (bureau, day) = ("FR".parse().unwrap(), Date::constant(2026, 11, 27));
    let fault =
        |need, holders: &[String]| split(&key(1), &bureau, need, holders, day, &mut Seeded::new(1)).err();
    assert_eq!(fault(1, &names(3)), Some(SplitFault::NeedsTooFew));
    assert_eq!(fault(4, &names(3)), Some(SplitFault::NeedsTooMany { need: 4, holders: 3 }));
    assert_eq!(fault(2, &names(17)), Some(SplitFault::TooManyHolders));
    for bad in ["", " x", "two\nlines", &"x".repeat(HOLDER_BYTES_MAX + 1)] {
        assert_eq!(fault(2, &["A".into(), bad.into()]), Some(SplitFault::Holder(bad.into())));
    }
    assert_eq!(fault(2, &["A".into(), "B".into(), "A".into()]), Some(SplitFault::HolderTwice("A".into())));
    let longest: Vec<String> =
        (0..16).map(|place| format!("{place:0width$}", width = HOLDER_BYTES_MAX)).collect();
    let shares = split(&key(1), &bureau, 16, &longest, day, &mut Seeded::new(1)).unwrap();
    assert!(shares[0].to_text().len() * 6 < SHARE_BYTES_MAX);
    check(&shares, Ok(key(1).id().unwrap()));
}

#[test]
fn each_set_of_one_key_is_another() {
    let (bureau, day) = ("FR".parse().unwrap(), Date::constant(2026, 11, 27));
    let make = |seed| split(&key(1), &bureau, 2, &names(3), day, &mut Seeded::new(seed)).unwrap();
    let (one, two) = (make(5), make(6));
    assert_ne!(one[0].set.id(), two[0].set.id());
    let mixed = together([take(&one, &[1]), take(&two, &[2])]);
    assert!(matches!(join(&mixed, &[]).err(), Some(JoinFault::OtherSet { .. })));
}

/// A share of version 1 as it was printed stays readable.
#[test]
fn version_1_of_a_share_stays_readable() {
    let printed = include_str!("../../vectors/share_1.txt");
    let share = Share::from_text(printed).unwrap();
    assert_eq!(*share.to_text(), printed);
    let rest = take(&made(1, 3, 5), &[4, 5]);
    check(&together([vec![share], rest]), Ok(key(1).id().unwrap()));
}

proptest! {
    #[test]
    fn one_altered_character_is_found(place in any::<prop::sample::Index>(), put in "[ -~]") {
        let text = made(1, 3, 5)[2].to_text();
        let mut altered = text.to_string();
        let place = place.index(altered.len());
        altered.replace_range(place..=place, &put);
        match Share::from_text(&altered) {
            // A blank or a letter that reads as the same is no alteration.
            Ok(share) => prop_assert_eq!(share.to_text(), text),
            Err(ShareFault::LineWrong(line)) => {
                let end = altered[..=place].lines().last().unwrap().to_owned();
                let same = end.starts_with(&format!("{line:02}"));
                prop_assert!(same, "{} is in {}", place, end);
            }
            Err(_) => {}
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[0-9A-Za-z \n]{0,400}") {
        if let Ok(share) = Share::from_text(&text) {
            prop_assert!(Share::from_text(&share.to_text()).is_ok());
        }
    }

    #[test]
    fn any_so_many_shares_bring_the_key_back(
        (need, numbers) in (2_u8..=6).prop_flat_map(|need| {
            (Just(need), Just((1..=8).collect::<Vec<usize>>()).prop_shuffle())
        }),
        seed in 0_u64..1000,
    ) {
        let shares = made(seed, need, 8);
        let need = usize::from(need);
        let id = key(seed).id().unwrap();
        check(&take(&shares, &numbers[..need]), Ok(id));
        let fewer = join(&take(&shares, &numbers[..need - 1]), &[]).err();
        prop_assert_eq!(fewer, Some(JoinFault::TooFew { given: need - 1, need: shares[0].set.need }));
    }
}
