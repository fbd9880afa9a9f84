//! A master key in a token of SoftHSM: what it wraps, what it refuses, and what is said when it does not serve.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use case::id::CaseId;
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::Attribute;
use cryptoki::session::UserType;
use node::home::{Home, HomeFault, KeyPlace};
use node::hsm::{HsmConfig, HsmFault, HsmKey, Token, keys, make_key, remove_key};
use node::random::SystemRandomness;
use seal::keeper::{KeeperFault, KeyKeeper, MasterKeyId};
use seal::rest::{CaseKey, open_body, seal_body};
use tokio::time::Instant;

use crate::softhsm::SoftHsm;

/// Secrets that are measured.
const COUNT: u16 = 2_000;

fn case(number: u8) -> CaseId {
    CaseId::from_bytes([number; 16])
}

fn key(token: &Arc<Token>) -> HsmKey {
    HsmKey::new(token.clone(), make_key(token, &mut SystemRandomness).unwrap())
}

#[test]
fn a_token_wraps_for_one_case_and_refuses_what_was_altered() {
    let Some(hsm) = SoftHsm::of_process("hsm::a_token_wraps_for_one_case_and_refuses_what_was_altered")
    else {
        return;
    };
    let token = hsm.token();
    let (ours, other) = (key(&token), key(&token));
    let secret = CaseKey::generate(&mut SystemRandomness);
    let wrapped = secret.wrap(&ours, case(1), &mut SystemRandomness).unwrap();
    let sealed = seal_body(&secret, b"header", &b"body".to_vec().into(), &mut SystemRandomness).unwrap();
    let again = CaseKey::recover(&ours, case(1), &wrapped).unwrap();
    assert_eq!(open_body(&again, b"header", &sealed).unwrap().told, b"body");
    assert_ne!(wrapped, secret.wrap(&ours, case(1), &mut SystemRandomness).unwrap(), "a vector serves once");

    let refused = Some(KeeperFault::CannotRecover);
    assert_eq!(CaseKey::recover(&ours, case(2), &wrapped).err(), refused, "the key of another case");
    assert_eq!(CaseKey::recover(&other, case(1), &wrapped).err(), refused, "another master key");
    for place in 0..wrapped.len() {
        let mut altered = wrapped.clone();
        altered[place] ^= 1;
        assert_eq!(CaseKey::recover(&ours, case(1), &altered).err(), refused, "{place}");
        assert_eq!(CaseKey::recover(&ours, case(1), &wrapped[..place]).err(), refused, "{place}");
    }
    assert!(CaseKey::recover(&ours, case(1), &wrapped).is_ok(), "it serves on");
}

#[test]
fn a_pin_that_the_token_refuses_is_tried_once() {
    let Some(hsm) = SoftHsm::of_process("hsm::a_pin_that_the_token_refuses_is_tried_once") else { return };
    hsm.write_pin("0000");
    let token = hsm.token();
    assert_eq!(keys(&token).err(), Some(HsmFault::PinWrong));
    // Were the token asked again it would let this one in: the file is the same by its time.
    let file = hsm.config().pin_file;
    let changed = fs::metadata(&file).unwrap().modified().unwrap();
    hsm.write_right_pin();
    fs::File::options().write(true).open(&file).unwrap().set_modified(changed).unwrap();
    assert_eq!(keys(&token).err(), Some(HsmFault::PinWrong));
    hsm.write_right_pin();
    assert_eq!(keys(&token), Ok(Vec::new()));
}

#[test]
fn what_is_missing_is_said_with_its_code() {
    let Some(hsm) = SoftHsm::of_process("hsm::what_is_missing_is_said_with_its_code") else { return };
    let right = hsm.config();
    let check = |config: &HsmConfig, code: &str| {
        let fault = keys(&Token::of(config)).unwrap_err();
        assert_eq!(fault.code(), code, "{fault}");
    };
    check(&HsmConfig { module: "/nowhere/libpkcs11.so".into(), ..right.clone() }, "hsm-module");
    check(&HsmConfig { token: "another".into(), ..right.clone() }, "hsm-token");
    check(&HsmConfig { pin_file: "/nowhere/pin".into(), ..right.clone() }, "hsm-pin-file");
    fs::set_permissions(&right.pin_file, fs::Permissions::from_mode(0o644)).unwrap();
    check(&right, "hsm-pin-file");
    hsm.write_pin("");
    check(&right, "hsm-pin-file");
    hsm.write_right_pin();

    let missing = HsmKey::new(Token::of(&right), MasterKeyId([1; 8]));
    let wrapped = missing.wrap(b"purpose", b"secret", &mut SystemRandomness);
    assert_eq!(wrapped.err(), Some(KeeperFault::NotHere(MasterKeyId([1; 8]))));
    // A key that is there, and can be read out.
    let context = Pkcs11::new(&right.module).unwrap();
    let _ = context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK));
    let slot = context.get_slots_with_initialized_token().unwrap()[0];
    let session = context.open_rw_session(slot).unwrap();
    let _ = session.login(UserType::User, Some(&"87654321".into()));
    let open = [
        Attribute::Token(true),
        Attribute::Label(right.key.clone().into_bytes()),
        Attribute::Id(vec![2; 8]),
        Attribute::ValueLen(32.into()),
        Attribute::Sensitive(false),
        Attribute::Extractable(true),
    ];
    session.generate_key(&Mechanism::AesKeyGen, &open).unwrap();
    check(&right, "hsm-key-unfit");
}

#[test]
fn a_token_that_went_away_is_found_again() {
    let Some(hsm) = SoftHsm::of_process("hsm::a_token_that_went_away_is_found_again") else { return };
    let ours = key(&hsm.token());
    let wrapped = ours.wrap(b"purpose", b"secret", &mut SystemRandomness).unwrap();
    for _ in 0..2 {
        hsm.connect(false);
        let fault = ours.recover(b"purpose", &wrapped).err().unwrap();
        assert!(matches!(fault, KeeperFault::Unavailable { .. } | KeeperFault::NotHere(_)), "{fault}");
        hsm.connect(true);
        let back = Instant::now();
        while ours.recover(b"purpose", &wrapped).is_err() {
            assert!(back.elapsed() < Duration::from_secs(10), "it is found again by itself");
            thread::sleep(Duration::from_millis(50));
        }
    }
    assert_eq!(ours.recover(b"purpose", &wrapped).unwrap().expose(), b"secret");
}

#[test]
fn many_use_it_at_the_same_time() {
    let Some(hsm) = SoftHsm::of_process("hsm::many_use_it_at_the_same_time") else { return };
    let ours = key(&hsm.token());
    thread::scope(|scope| {
        for thread in 0..16_u8 {
            let ours = &ours;
            scope.spawn(move || {
                for round in 0..50_u8 {
                    let secret = [thread, round];
                    let wrapped = ours.wrap(&secret, &secret, &mut SystemRandomness).unwrap();
                    assert_eq!(ours.recover(&secret, &wrapped).unwrap().expose(), secret);
                }
            });
        }
    });
    let wrap = |number: u16| {
        let bytes = number.to_be_bytes();
        (bytes.to_vec(), ours.wrap(&bytes, &bytes, &mut SystemRandomness).unwrap())
    };
    let start = Instant::now();
    let wrapped: Vec<_> = (0..COUNT).map(wrap).collect();
    let wrapping = start.elapsed() / u32::from(COUNT);
    let start = Instant::now();
    let all = ours.recover_all(&wrapped);
    let together = start.elapsed() / u32::from(COUNT);
    for (secret, (purpose, _)) in all.into_iter().zip(&wrapped) {
        assert_eq!(secret.unwrap().expose(), purpose, "in their order");
    }
    let start = Instant::now();
    assert!(wrapped.iter().all(|(purpose, wrapped)| ours.recover(purpose, wrapped).is_ok()));
    let alone = start.elapsed() / u32::from(COUNT);
    let line =
        format!("a secret: wrapped in {wrapping:?}, recovered in {alone:?}, with others in {together:?}");
    writeln!(std::io::stderr(), "{line}").unwrap();
}

#[test]
fn a_key_is_made_found_and_destroyed() {
    let Some(hsm) = SoftHsm::of_process("hsm::a_key_is_made_found_and_destroyed") else { return };
    let token = hsm.token();
    let made = [(); 2].map(|()| make_key(&token, &mut SystemRandomness).unwrap());
    let mut found = keys(&token).unwrap();
    found.sort();
    let mut expected = made;
    expected.sort();
    assert_eq!(found, expected);
    remove_key(&token, made[0]).unwrap();
    assert_eq!(keys(&token), Ok(vec![made[1]]));
    assert_eq!(remove_key(&token, made[0]), Err(HsmFault::Key { id: made[0] }));
}

#[test]
fn a_node_is_set_up_on_a_token_and_looked_after() {
    let Some(hsm) = SoftHsm::of_process("hsm::a_node_is_set_up_on_a_token_and_looked_after") else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let example = include_str!("../../example.toml");
    fs::write(folder.path().join("comity.toml"), format!("{}\n{example}", hsm.section())).unwrap();
    let address = "https://localhost:7501";
    let init = ["init", "--data", data, "--bureau", "FR", "--name", "France", "--address", address];
    let (code, said) = hsm.comity(&init);
    assert!(code == Some(0) && said.contains("lies in the HSM"), "{said}");
    assert!(!folder.path().join("master.key").exists());
    let (_, said) = hsm.comity(&["doctor", "--data", data]);
    assert!(said.contains("in the HSM, and serves"), "{said}");
    let (code, said) = hsm.comity(&["keys", "list", "--data", data]);
    assert!(code == Some(0) && said.contains("in use  2 keys"), "{said}");
    // Where the key lies is noted with it; another module than that does not hold it.
    let home = Home::at(folder.path());
    assert_eq!(home.master().unwrap().place(), Some(KeyPlace::Hsm));
    let other = home.clone().with_hsm(Some(&HsmConfig { token: "another".into(), ..hsm.config() }));
    assert!(matches!(other.keys(&"FR".parse().unwrap()), Err(HomeFault::Hsm(HsmFault::Token { .. }))));
    let other = home.with_hsm(Some(&HsmConfig { key: "another".into(), ..hsm.config() }));
    assert!(matches!(other.keys(&"FR".parse().unwrap()), Err(HomeFault::NoMasterKey { .. })));
    hsm.connect(false);
    let (code, said) = hsm.comity(&["doctor", "--data", data]);
    assert!(code == Some(1) && said.contains("hsm-lost"), "{said}");
    hsm.write_pin("0000");
    hsm.connect(true);
    let (code, said) = hsm.comity(&["serve", "--data", data]);
    assert!(code == Some(3) && said.contains("hsm-pin-wrong"), "{said}");
}
