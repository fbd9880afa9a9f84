//! Published vectors through our own functions, and version 1 of our own formats kept readable.

use serde_json::Value;

use crate::aead;
use crate::directory::SignedDirectory;
use crate::directory::tests::{at, identity};
use crate::envelope::Received;
use crate::hybrid::{MlDsaSecret, ed25519_holds, ml_dsa_holds};
use crate::identity::{Identity, PublicIdentity};
use crate::root::Root;
use crate::secret::Secret;
use crate::statement::{Context, StatementSignature, verify_statement};

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

fn bytes(test: &Value, field: &str) -> Vec<u8> {
    hex(test[field].as_str().unwrap())
}

fn check(file: &str, holds: impl Fn(&Value) -> bool) {
    let file: Value = serde_json::from_str(file).unwrap();
    for test in file["tests"].as_array().unwrap() {
        let expected = test.get("valid").is_none_or(|valid| valid == true);
        assert_eq!(holds(test), expected, "{} test {}", file["origin"], test["id"]);
    }
}

#[test]
fn ed25519() {
    check(include_str!("../vectors/ed25519_verify.json"), |test| {
        let key = bytes(test, "key").try_into().unwrap();
        ed25519_holds(&key, &bytes(test, "msg"), &bytes(test, "sig"))
    });
}

#[test]
fn ml_dsa_65() {
    check(include_str!("../vectors/ml_dsa_65_verify.json"), |test| {
        // A key of the wrong length cannot even be asked.
        bytes(test, "key")
            .try_into()
            .is_ok_and(|key| ml_dsa_holds(&key, &bytes(test, "msg"), &bytes(test, "sig")))
    });
    check(include_str!("../vectors/ml_dsa_65_keys.json"), |test| {
        let secret = MlDsaSecret::from_seed(&bytes(test, "seed").try_into().unwrap()).unwrap();
        secret.public().unwrap().as_slice() == bytes(test, "key")
    });
}

#[test]
fn x_wing() {
    // The secret identity ends in the X-Wing seed, the public one in the X-Wing key.
    let template = identity("FR", 1).to_secret().expose().to_vec();
    check(include_str!("../vectors/x_wing_keys.json"), |test| {
        let mut secret = template.clone();
        let start = secret.len() - 32;
        secret[start..].copy_from_slice(&bytes(test, "seed"));
        let identity = Identity::from_secret(&Secret::new(secret)).unwrap();
        identity.public().to_bytes().ends_with(&bytes(test, "key"))
    });
}

#[test]
fn aes_256_gcm() {
    let gcm = |key: &str, iv: &str, aad: &str, plain: &str, cipher: &str, tag: &str| {
        let key = hex(key).try_into().unwrap();
        let sealed = hex(&[iv, cipher, tag].concat());
        assert_eq!(aead::open(&key, &hex(aad), &sealed), Some(hex(plain)), "{tag}");
    };
    let (zero_key, zero_iv) = ("00".repeat(32), "00".repeat(12));
    gcm(&zero_key, &zero_iv, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b");
    let block = "cea7403d4d606b6e074ec5d3baf39d18";
    gcm(&zero_key, &zero_iv, "", &"00".repeat(16), block, "d0d1c8a799996bf0265b98b5d48ab919");
    let key = "feffe9928665731c6d6a8f9467308308".repeat(2);
    let iv = "cafebabefacedbaddecaf888";
    let plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525\
        b16aedf5aa0de657ba637b391aafd255";
    let cipher = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838\
        c5f61e6393ba7a0abcc9f662898015ad";
    gcm(&key, iv, "", plain, cipher, "b094dac5d93471bdec1a502270e3cc6c");
    let aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    gcm(&key, iv, aad, &plain[..120], &cipher[..120], "76fc6ece0f4e1768cddf8853bb2d551b");
}

#[test]
fn version_1_stays_readable() {
    let file: Value = serde_json::from_str(include_str!("../vectors/golden_1.json")).unwrap();
    let golden = &file["tests"][0];
    let gs = PublicIdentity::from_bytes(&bytes(golden, "secretariat")).unwrap();
    let signed = SignedDirectory::read(&bytes(golden, "directory")).unwrap();
    let directory = signed.verify(&Root::of_one(&gs), at(1500), 5).unwrap();
    let us = Identity::from_secret(&Secret::new(bytes(golden, "recipient_secret"))).unwrap();
    let received = Received::read(&bytes(golden, "sealed")).unwrap();
    let verified = received.open(&us).unwrap().verify(&directory).unwrap();
    assert_eq!(verified.payload(), b"payload of version 1");
    let fr = &directory.find(verified.sender()).unwrap().identity;
    let signature = StatementSignature::from_bytes(&bytes(golden, "receipt_signature")).unwrap();
    assert_eq!(verify_statement(fr, Context::Receipt, b"receipt of version 1", &signature), Ok(()));
    assert_eq!(fr.fingerprint(), golden["fingerprint"].as_str().unwrap());
}

#[test]
fn version_1_of_a_root_stays_readable() {
    let file: Value = serde_json::from_str(include_str!("../vectors/golden_root_1.json")).unwrap();
    let golden = &file["tests"][0];
    let known = Root::read(&bytes(golden, "secretariat")).unwrap();
    let signed = SignedDirectory::read(&bytes(golden, "directory")).unwrap();
    let directory = signed.verify(&known, at(1500), 5).unwrap();
    let root = directory.root();
    assert_eq!((known.serial(), root.serial(), root.need(), root.signers().len()), (0, 1, 2, 2));
    assert_eq!(Root::read(&signed.roots()[0].to_bytes()).unwrap(), *root);
    let digest: String = directory.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, golden["digest"].as_str().unwrap());
}
