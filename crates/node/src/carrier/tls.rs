//! TLS between nodes: version 1.3, hybrid key exchange, both sides known by the digest of their certificate.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use case::bureau::BureauCode;
use jiff::Timestamp;
use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::server::NoServerSessionStorage;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, ServerConfig,
    SignatureScheme,
};
use seal::directory::Directory;
use seal::secret::Secret;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

/// The protocol spoken inside (ALPN, RFC 7301).
const PROTOCOL: &[u8] = b"h2";

/// Why the node's certificate could not be made or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// The library could not make one.
    #[error("a TLS certificate could not be made: {0}")]
    CannotMake(String),
    /// Certificate and key do not fit, or are no certificate and key.
    #[error("the TLS certificate and its key cannot be used: {0}")]
    CannotUse(String),
}

/// A node's certificate and its key.
pub struct NodeCertificate {
    certificate: CertificateDer<'static>,
    key: Secret,
}

impl NodeCertificate {
    /// A new key (ECDSA P-256) and a certificate that it signs itself. The directory says whose it is.
    ///
    /// # Errors
    /// [`CertificateFault::CannotMake`].
    pub fn generate(bureau: &BureauCode) -> Result<Self, CertificateFault> {
        let name = format!("{}.comity", bureau.as_str().to_ascii_lowercase());
        let made = rcgen::generate_simple_self_signed(vec![name])
            .map_err(|error| CertificateFault::CannotMake(error.to_string()))?;
        Ok(Self { certificate: made.cert.der().clone(), key: Secret::new(made.signing_key.serialize_der()) })
    }

    /// From stored bytes: the certificate in DER, the key in PKCS #8 DER.
    #[must_use]
    pub fn from_stored(certificate: Vec<u8>, key: Secret) -> Self {
        Self { certificate: certificate.into(), key }
    }

    /// The certificate in DER.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// The key, for wrapping.
    #[must_use]
    pub fn key(&self) -> &Secret {
        &self.key
    }

    /// What the directory pins: SHA-256 of the certificate.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        seal::digest::sha256(&self.certificate)
    }

    fn key_der(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.expose().to_vec()).into()
    }
}

/// When a certificate expires, where it can be read.
#[must_use]
pub fn expires_at(certificate: &CertificateDer<'_>) -> Option<Timestamp> {
    let (_, read) = X509Certificate::from_der(certificate).ok()?;
    Timestamp::from_second(read.validity().not_after.timestamp()).ok()
}

/// Which certificate is whose, by the directory in force. Cloning gives another handle to the same list.
#[derive(Debug, Clone, Default)]
pub struct Pins(Arc<RwLock<BTreeMap<[u8; 32], BureauCode>>>);

impl Pins {
    /// The pins of a directory.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let pins = Self::default();
        pins.replace(directory);
        pins
    }

    /// Takes the pins of a newer directory in place of the old ones.
    pub fn replace(&self, directory: &Directory) {
        let (mut pins, mut twice) = (BTreeMap::new(), BTreeSet::new());
        for entry in directory.entries() {
            if pins.insert(entry.certificate, entry.identity.bureau().clone()).is_some() {
                twice.insert(entry.certificate);
            }
        }
        // Who shows a certificate that two bureaus list is neither of them for sure.
        pins.retain(|certificate, _| !twice.contains(certificate));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = pins;
    }

    /// Whose certificate has this digest.
    #[must_use]
    pub fn owner(&self, digest: &[u8; 32]) -> Option<BureauCode> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(digest).cloned()
    }
}

/// Key exchange by ML-KEM-768 with X25519 and nothing else: what is recorded today stays closed to a later machine.
fn provider() -> Arc<CryptoProvider> {
    let kx_groups = vec![aws_lc_rs::kx_group::X25519MLKEM768];
    Arc::new(CryptoProvider { kx_groups, ..aws_lc_rs::default_provider() })
}

/// For the side that listens: only certificates in `pins` are let in.
///
/// # Errors
/// [`CertificateFault::CannotUse`].
pub fn server_config(node: &NodeCertificate, pins: Pins) -> Result<Arc<ServerConfig>, CertificateFault> {
    let provider = provider();
    let verifier = Arc::new(Pinned { accepts: Accepts::Listed(pins), provider: provider.clone() });
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(cannot_use)?
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![node.certificate.clone()], node.key_der())
        .map_err(cannot_use)?;
    config.alpn_protocols = vec![PROTOCOL.to_vec()];
    // A resumed session would let in a bureau that has left the directory.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

/// For the side that calls: only the certificate with this digest is believed.
///
/// # Errors
/// [`CertificateFault::CannotUse`].
pub fn client_config(node: &NodeCertificate, pin: [u8; 32]) -> Result<Arc<ClientConfig>, CertificateFault> {
    let provider = provider();
    let verifier = Arc::new(Pinned { accepts: Accepts::One(pin), provider: provider.clone() });
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(cannot_use)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_client_auth_cert(vec![node.certificate.clone()], node.key_der())
        .map_err(cannot_use)?;
    config.alpn_protocols = vec![PROTOCOL.to_vec()];
    config.enable_sni = false;
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

fn cannot_use(error: Error) -> CertificateFault {
    CertificateFault::CannotUse(error.to_string())
}

/// Which certificates are believed.
#[derive(Debug)]
enum Accepts {
    One([u8; 32]),
    Listed(Pins),
}

/// Believes pinned certificates. Names, dates and issuers in a certificate mean nothing here; that the other side holds
/// its key is checked as ever.
#[derive(Debug)]
struct Pinned {
    accepts: Accepts,
    provider: Arc<CryptoProvider>,
}

impl Pinned {
    fn check(&self, certificate: &CertificateDer<'_>, chain: &[CertificateDer<'_>]) -> Result<(), Error> {
        let digest = seal::digest::sha256(certificate);
        let known = chain.is_empty()
            && match &self.accepts {
                Accepts::One(pin) => digest == *pin,
                Accepts::Listed(pins) => pins.owner(&digest).is_some(),
            };
        if known { Ok(()) } else { Err(CertificateError::ApplicationVerificationFailure.into()) }
    }

    fn signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// TLS 1.2 is never offered.
fn refused_version() -> Result<HandshakeSignatureValid, Error> {
    Err(Error::General("TLS 1.2 is not spoken here".to_owned()))
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.check(certificate, chain).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        refused_version()
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes()
    }
}

impl ClientCertVerifier for Pinned {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        certificate: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.check(certificate, chain).map(|()| ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        refused_version()
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes()
    }
}
