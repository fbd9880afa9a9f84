//! A device that keeps one passkey, and the browser between it and the desk: it signs for real.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ciborium::Value as Cbor;
use serde_json::{Value, json};

/// Where the tests' desks are.
pub(crate) const SITE: &str = "http://localhost:7401";

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const HOLDS_KEY: u8 = 0x40;

pub(crate) struct Device {
    key: EcdsaKeyPair,
    id: [u8; 16],
    user: String,
    /// The signature counter.
    pub(crate) counter: u32,
    /// The site that the browser says it is at.
    pub(crate) origin: String,
    /// Whether the device checks that it is its owner.
    pub(crate) verifies: bool,
}

impl Device {
    /// Makes a passkey as it is asked for; gives what the browser answers.
    pub(crate) fn create(asked: &Value) -> (Device, Value) {
        let public = &asked["create"];
        assert_eq!(public["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(public["authenticatorSelection"]["userVerification"], "required");
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let mut id = [0; 16];
        aws_lc_rs::rand::fill(&mut id).unwrap();
        let user = public["user"]["id"].as_str().unwrap().to_owned();
        let device = Device { key, id, user, counter: 1, origin: SITE.into(), verifies: true };
        let answer = device.attest(public);
        (device, answer)
    }

    /// Answers with the passkey that it has, as a copied or lying device might.
    pub(crate) fn again(&self, asked: &Value) -> Value {
        self.attest(&asked["create"])
    }

    fn attest(&self, public: &Value) -> Value {
        let point = self.key.public_key().as_ref();
        let whole = |number: i64| Cbor::Integer(number.into());
        let cose = Cbor::Map(vec![
            (whole(1), whole(2)),
            (whole(3), whole(-7)),
            (whole(-1), whole(1)),
            (whole(-2), Cbor::Bytes(point[1..33].to_vec())),
            (whole(-3), Cbor::Bytes(point[33..].to_vec())),
        ]);
        let mut data = self.data(public["rp"]["id"].as_str().unwrap(), HOLDS_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(self.id);
        ciborium::into_writer(&cose, &mut data).unwrap();
        let text = |text: &str| Cbor::Text(text.into());
        let object = Cbor::Map(vec![
            (text("fmt"), text("none")),
            (text("attStmt"), Cbor::Map(Vec::new())),
            (text("authData"), Cbor::Bytes(data)),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&object, &mut bytes).unwrap();
        let client = self.client("webauthn.create", public);
        json!({
            "id": BASE64.encode(self.id), "rawId": BASE64.encode(self.id), "type": "public-key",
            "response": { "attestationObject": BASE64.encode(bytes), "clientDataJSON": BASE64.encode(client) },
            "clientExtensionResults": { "credProps": { "rk": true } },
        })
    }

    /// Uses the passkey as it is asked for; gives what the browser answers.
    pub(crate) fn get(&mut self, asked: &Value) -> Value {
        let public = &asked["get"];
        assert_eq!(public["userVerification"], "required");
        for allowed in public["allowCredentials"].as_array().unwrap() {
            BASE64.decode(allowed["id"].as_str().unwrap()).unwrap();
        }
        self.counter += 1;
        let data = self.data(public["rpId"].as_str().unwrap(), 0);
        let client = self.client("webauthn.get", public);
        let signed = [data.as_slice(), digest(&SHA256, client.as_bytes()).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": BASE64.encode(self.id), "rawId": BASE64.encode(self.id), "type": "public-key",
            "response": {
                "authenticatorData": BASE64.encode(data), "clientDataJSON": BASE64.encode(client),
                "signature": BASE64.encode(signature), "userHandle": self.user,
            },
            "clientExtensionResults": {},
        })
    }

    fn data(&self, site: &str, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = digest(&SHA256, site.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, public: &Value) -> String {
        json!({ "type": kind, "challenge": public["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
    }
}
