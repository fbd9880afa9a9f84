//! The configuration of a node: a TOML file in its data directory, and `COMITY_*` variables over it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use case::bureau::{BureauCode, Certificate, Level, Officer, Role};
use case::id::OfficerId;
use desk::{NoProvider, NoSite, Passkeys};
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::hsm::HsmConfig;
use crate::provider::ProviderConfig;
use crate::store::Address;

/// What every variable that changes the configuration begins with: `COMITY_<SECTION>_<KEY>`.
const VARIABLE_START: &str = "COMITY_";

/// Longest period for which a closed case is kept without a decision, in months.
const KEPT_MONTHS_MAX: u16 = 60;
/// Longest name of what an officer is certified for, in bytes.
const CERTIFICATE_BYTES_MAX: usize = 100;

/// Why a configuration is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// Not the TOML of a configuration. The text names line and key.
    #[error("the configuration cannot be read: {0}; `comity init` writes one to begin from")]
    Shape(String),
    /// A value that means nothing.
    #[error("{key}: `{given}` {expected}")]
    Value {
        /// The key, with its section.
        key: String,
        /// What stands there.
        given: String,
        /// What is expected.
        expected: String,
    },
}

/// The configuration of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Whose node it is.
    pub bureau: BureauCode,
    /// The time zone of the bureau.
    pub zone: TimeZone,
    /// The officers' desk.
    pub desk: DeskConfig,
    /// Other nodes.
    pub peers: PeersConfig,
    /// The journal.
    pub store: StoreConfig,
    /// The hardware security module with the master key; none where that lies in a file.
    pub hsm: Option<HsmConfig>,
    /// The figures for a monitor; none where nobody asks for them.
    pub metrics: Option<MetricsConfig>,
    /// What is logged.
    pub log: LogConfig,
    /// How long closed cases are kept.
    pub retention: RetentionConfig,
    /// The bureau's own sign-in provider; none where officers have passkeys alone.
    pub openid: Option<ProviderConfig>,
    /// Who works here.
    pub officers: Vec<Officer>,
    /// Which officer an account at the provider is, by the value of its claim.
    pub accounts: BTreeMap<String, OfficerId>,
}

/// Where officers reach the desk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskConfig {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// How officers reach it, such as `https://desk.example.org`; a name, because passkeys are bound to it. On this machine
    /// alone the default is `localhost` with the port of `listen`.
    pub address: Option<String>,
    /// Certificate chain in PEM; with `key`, the desk speaks HTTPS.
    pub certificate: Option<PathBuf>,
    /// Its private key in PEM.
    pub key: Option<PathBuf>,
    /// Whether a proxy in front does TLS, so that plain HTTP may be spoken beyond this machine.
    #[serde(default)]
    pub proxy_does_tls: bool,
}

impl DeskConfig {
    /// How officers reach the desk.
    #[must_use]
    pub fn address(&self) -> String {
        let scheme = if self.certificate.is_some() { "https" } else { "http" };
        let direct = || format!("{scheme}://localhost:{}", self.listen.port());
        self.address.clone().unwrap_or_else(direct).trim_end_matches('/').to_owned()
    }

    /// Whether officers reach the desk over HTTPS only.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.certificate.is_some() || self.address().starts_with("https:")
    }

    /// The site of the officers' passkeys, under the bureau's name.
    ///
    /// # Errors
    /// [`NoSite`].
    pub fn sign_in_site(&self, name: &str) -> Result<Passkeys, NoSite> {
        Passkeys::at(&self.address(), name)
    }

    /// Names and files of a case cross no network in clear.
    fn check(self) -> Result<Self, ConfigFault> {
        let plain = self.certificate.is_none() && !self.proxy_does_tls;
        if plain && !self.listen.ip().is_loopback() {
            let expected = "would speak plain HTTP beyond this machine; give `certificate` and `key`, or, where a \
                            proxy in front does TLS, say `proxy_does_tls = true`";
            return Err(bad("desk.listen", &self.listen.to_string(), expected));
        }
        if self.proxy_does_tls && !self.is_secure() {
            let expected =
                "is how officers reach the desk through the proxy: write `address = \"https://…\"`";
            return Err(bad("desk.address", &self.address(), expected));
        }
        if self.address.is_none() && !self.listen.ip().is_loopback() {
            let expected = "needs `address`, the name under which officers reach the desk, as `https://desk.example.org`";
            return Err(bad("desk.listen", &self.listen.to_string(), expected));
        }
        if self.sign_in_site("").is_err() {
            return Err(bad("desk.address", &self.address(), format!("does not serve: {NoSite}")));
        }
        Ok(self)
    }
}

/// Where other nodes reach this one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeersConfig {
    /// Address and port to listen on.
    pub listen: SocketAddr,
}

/// Where the journal lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreConfig {
    /// The database that holds it; none for the file in the data directory.
    pub address: Option<Address>,
    /// Most bytes that it may take; none leaves it to the disk.
    pub bytes_max: Option<u64>,
}

/// Where a monitor asks for the node's figures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricsConfig {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Whether it may be one that other machines reach.
    #[serde(default)]
    pub beyond_this_machine: bool,
}

impl MetricsConfig {
    /// Nobody signs in to see the figures, and they tell with which bureaus there is traffic: they stay on this machine unless
    /// its administrator says otherwise.
    fn check(self) -> Result<Self, ConfigFault> {
        if self.beyond_this_machine || self.listen.ip().is_loopback() {
            return Ok(self);
        }
        let expected = "would give the figures to whoever reaches it, in plain HTTP; where a firewall lets in the monitor \
                        alone, say `beyond_this_machine = true`";
        Err(bad("metrics.listen", &self.listen.to_string(), expected))
    }
}

/// What is logged. A log never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// One JSON object a line instead of text.
    pub json: bool,
    /// Which messages, as `info` or `warn,node=debug`.
    pub filter: String,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { json: false, filter: "info".to_owned() }
    }
}

/// How long closed cases are kept, where no officer decides otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionConfig {
    /// In months from the day of the closing. The law of the bureau's State decides; Directive 2016/680, article 5 asks for a
    /// period and names none.
    pub closed_months: u16,
}

impl Default for RetentionConfig {
    fn default() -> Self {
        Self { closed_months: KEPT_MONTHS_MAX }
    }
}

impl RetentionConfig {
    fn check(self) -> Result<Self, ConfigFault> {
        if !(1..=KEPT_MONTHS_MAX).contains(&self.closed_months) {
            let given = self.closed_months.to_string();
            let expected =
                format!("is no period; write 1 to {KEPT_MONTHS_MAX} months, which officers may prolong");
            return Err(bad("retention.closed_months", &given, expected));
        }
        Ok(self)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    bureau: WrittenBureau,
    desk: DeskConfig,
    peers: PeersConfig,
    #[serde(default)]
    store: WrittenStore,
    hsm: Option<HsmConfig>,
    metrics: Option<MetricsConfig>,
    openid: Option<ProviderConfig>,
    #[serde(default)]
    log: LogConfig,
    #[serde(default)]
    retention: RetentionConfig,
    #[serde(default)]
    officer: Vec<WrittenOfficer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBureau {
    code: String,
    time_zone: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStore {
    address: Option<String>,
    bytes_max: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOfficer {
    id: String,
    name: String,
    roles: Vec<String>,
    clearance: Option<String>,
    language: String,
    openid: Option<String>,
    #[serde(default, rename = "certificate")]
    certificates: Vec<WrittenCertificate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCertificate {
    name: String,
    until: toml::value::Datetime,
}

/// Reads a configuration; `variables` are the environment's.
///
/// # Errors
/// [`ConfigFault`] names the key and says what is expected.
pub fn read(
    text: &str,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigFault> {
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| shape(&error))?;
    for (name, value) in variables {
        overlay(&mut table, &name, value);
    }
    let written: Written = table.try_into().map_err(|error: toml::de::Error| shape(&error))?;
    written.try_into()
}

/// The library's own words with the line they are about, unless that line may hold the password of a database.
fn shape(error: &toml::de::Error) -> ConfigFault {
    let whole = error.to_string();
    let says =
        if whole.contains("postgres") { "a line with the address of a database" } else { whole.trim() };
    ConfigFault::Shape(says.to_owned())
}

/// `COMITY_DESK_LISTEN` stands over `listen` in `[desk]`. Other variables are left alone.
fn overlay(table: &mut toml::Table, name: &str, value: String) {
    let Some(rest) = name.strip_prefix(VARIABLE_START) else { return };
    let Some((section, key)) = rest.split_once('_') else { return };
    let sections = ["BUREAU", "DESK", "PEERS", "STORE", "HSM", "METRICS", "OPENID", "LOG", "RETENTION"];
    if !sections.contains(&section) {
        return;
    }
    let entry = table.entry(section.to_ascii_lowercase()).or_insert_with(|| toml::Table::new().into());
    if let Some(section) = entry.as_table_mut() {
        let read = value.parse::<i64>().map(toml::Value::from);
        let read = read.or_else(|_| value.parse::<bool>().map(toml::Value::from));
        section.insert(key.to_ascii_lowercase(), read.unwrap_or(toml::Value::String(value)));
    }
}

impl TryFrom<Written> for Config {
    type Error = ConfigFault;

    fn try_from(written: Written) -> Result<Self, ConfigFault> {
        let bureau = written.bureau.code;
        let accounts = accounts(&written.officer)?;
        let desk = written.desk.check()?;
        check_provider(written.openid.as_ref(), &desk, &accounts)?;
        let bad_bureau = |error: case::bureau::BadCode| bad("bureau.code", &bureau, error.to_string());
        Ok(Self {
            bureau: bureau.parse().map_err(bad_bureau)?,
            zone: zone(written.bureau.time_zone.as_deref())?,
            desk,
            peers: written.peers,
            store: written.store.try_into()?,
            hsm: written.hsm,
            metrics: written.metrics.map(MetricsConfig::check).transpose()?,
            log: written.log,
            retention: written.retention.check()?,
            openid: written.openid,
            officers: written.officer.into_iter().map(Officer::try_from).collect::<Result<_, _>>()?,
            accounts,
        })
    }
}

/// A time zone of the IANA database; universal time where none is given.
fn zone(name: Option<&str>) -> Result<TimeZone, ConfigFault> {
    let Some(name) = name else { return Ok(TimeZone::UTC) };
    let expected = "is no time zone; write one of the IANA database, as `Europe/Paris`";
    TimeZone::get(name).map_err(|_| bad("bureau.time_zone", name, expected))
}

/// Whose each account at the provider is.
fn accounts(officers: &[WrittenOfficer]) -> Result<BTreeMap<String, OfficerId>, ConfigFault> {
    let mut accounts = BTreeMap::new();
    for officer in officers {
        let Some(account) = &officer.openid else { continue };
        if account.is_empty() {
            return Err(bad("officer.openid", account, "is no account; leave the line out"));
        }
        if accounts.insert(account.clone(), officer_id(&officer.id)?).is_some() {
            return Err(bad(
                "officer.openid",
                account,
                "is given to two officers; each has an account of their own",
            ));
        }
    }
    Ok(accounts)
}

/// A provider is one that can be trusted, and somebody can come in.
fn check_provider(
    provider: Option<&ProviderConfig>,
    desk: &DeskConfig,
    accounts: &BTreeMap<String, OfficerId>,
) -> Result<(), ConfigFault> {
    let Some(provider) = provider else {
        let first = accounts.keys().next();
        return first.map_or(Ok(()), |account| {
            Err(bad(
                "officer.openid",
                account,
                "is an account at no provider; name one in a section `[openid]`",
            ))
        });
    };
    provider.settings(&desk.address(), accounts).check().map_err(|fault| {
        let (key, given) = match fault {
            NoProvider::Claim => ("openid.claim", provider.claim.as_str()),
            NoProvider::Issuer | NoProvider::Address => ("openid.issuer", provider.issuer.as_str()),
        };
        bad(key, given, format!("does not serve: {fault}"))
    })?;
    if !provider.passkeys && accounts.is_empty() {
        let expected = "leaves nobody a way in: no officer has a line `openid` with their account";
        return Err(bad("openid.passkeys", "false", expected));
    }
    Ok(())
}

fn officer_id(text: &str) -> Result<OfficerId, ConfigFault> {
    text.parse().map_err(|error: case::id::BadId| bad("officer.id", text, error.to_string()))
}

impl TryFrom<WrittenStore> for StoreConfig {
    type Error = ConfigFault;

    fn try_from(written: WrittenStore) -> Result<Self, ConfigFault> {
        let address = written.address.as_deref().map(str::parse::<Address>).transpose();
        // It may hold a password, and is not repeated.
        let address = address.map_err(|error| bad("store.address", "…", error.to_string()))?;
        Ok(Self { address, bytes_max: written.bytes_max })
    }
}

impl TryFrom<WrittenOfficer> for Officer {
    type Error = ConfigFault;

    fn try_from(written: WrittenOfficer) -> Result<Self, ConfigFault> {
        let id = officer_id(&written.id)?;
        let known = || Role::ALL.map(Role::code).join(", ");
        let role = |code: &String| {
            Role::parse(code)
                .ok_or_else(|| bad("officer.roles", code, format!("is no role; write one of: {}", known())))
        };
        let roles: Vec<Role> = written.roles.iter().map(role).collect::<Result<_, _>>()?;
        if roles.contains(&Role::Authority) && roles.len() > 1 {
            let expected = "is no posting: an authority does no work of the bureau, and has this role alone";
            return Err(bad("officer.roles", &written.roles.join(", "), expected));
        }
        // Whoever was given no clearance sees what everybody may, and nothing above.
        let clearance = written.clearance.as_deref().map_or(Ok(Level::OfficialUse), |code| {
            let known = Level::ALL.map(Level::code).join(", ");
            Level::parse(code)
                .ok_or_else(|| bad("officer.clearance", code, format!("is no level; write one of: {known}")))
        })?;
        let certificates = written.certificates.into_iter().map(Certificate::try_from);
        let certificates = certificates.collect::<Result<_, _>>()?;
        Ok(Officer { id, name: written.name, roles, clearance, language: written.language, certificates })
    }
}

impl TryFrom<WrittenCertificate> for Certificate {
    type Error = ConfigFault;

    fn try_from(WrittenCertificate { name, until }: WrittenCertificate) -> Result<Self, ConfigFault> {
        if name.trim().is_empty() || name.len() > CERTIFICATE_BYTES_MAX {
            let expected = format!("is no name; write one of 1 to {CERTIFICATE_BYTES_MAX} bytes");
            return Err(bad("officer.certificate.name", &name, expected));
        }
        let day = until.to_string().parse();
        let expected = "is no day; write its last day as 2027-06-30";
        Ok(Self {
            name,
            until: day.map_err(|_| bad("officer.certificate.until", &until.to_string(), expected))?,
        })
    }
}

fn bad(key: &str, given: &str, expected: impl Into<String>) -> ConfigFault {
    ConfigFault::Value { key: key.to_owned(), given: given.to_owned(), expected: expected.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../example.toml");

    fn check(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigFault> {
        read(text, variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn the_example_is_one() {
        let config = check(EXAMPLE, &[]).unwrap();
        assert_eq!(config.bureau.as_str(), "FR");
        assert_eq!(config.officers.len(), 2);
        assert_eq!(config.desk.address(), "http://localhost:7401");
    }

    #[test]
    fn variables_stand_over_the_file() {
        let variables = [
            ("COMITY_DESK_LISTEN", "[::1]:9"),
            ("COMITY_STORE_BYTES_MAX", "4096"),
            ("COMITY_LOG_JSON", "true"),
        ];
        let config = check(EXAMPLE, &variables).unwrap();
        assert_eq!(config.desk.listen, "[::1]:9".parse().unwrap());
        assert_eq!(config.store.bytes_max, Some(4096));
        assert!(config.log.json);
    }

    #[test]
    fn faults_name_the_key() {
        for (from, to, says) in [
            ("code = \"FR\"", "code = \"fr\"", "bureau.code: `fr` a bureau's code has"),
            ("listen", "lisent", "unknown field `lisent`"),
            ("legal-reviewer", "judge", "officer.roles: `judge` is no role"),
            ("\"legal-reviewer\"", "\"legal-reviewer\", \"authority\"", "does no work of the bureau"),
            (
                "code = \"FR\"",
                "code = \"FR\"\ntime_zone = \"Paris\"",
                "bureau.time_zone: `Paris` is no time zone",
            ),
            ("closed_months = 60", "closed_months = 61", "retention.closed_months: `61` is no period"),
        ] {
            let fault = check(&EXAMPLE.replace(from, to), &[]).unwrap_err().to_string();
            assert!(fault.contains(says), "{fault}");
        }
    }

    #[test]
    fn the_password_of_a_database_is_never_shown() {
        let from = "# bytes_max = 10000000000";
        for (line, says) in [
            ("address = \"postgres://fr:secret@localhost/fr\"", "postgres://fr@localhost/fr"),
            (
                "address = \"postgres://fr:secret@192.0.2.1/fr\"",
                "store.address: `…` leads beyond this machine",
            ),
            ("address = \"postgres://fr:secret@localhost/fr", "a line with the address of a database"),
            ("addres = \"postgres://fr:secret@localhost/fr\"", "unknown field `addres`"),
            ("bytes_max = \"postgres://fr:secret@localhost/fr\"", "a line with the address of a database"),
        ] {
            let read = check(&EXAMPLE.replace(from, line), &[]);
            let shown =
                format!("{read:?} {}", read.as_ref().err().map(ToString::to_string).unwrap_or_default());
            assert!(shown.contains(says) && !shown.contains("secret"), "{shown}");
        }
        let variable = [("COMITY_STORE_ADDRESS", "postgres://fr:secret@[::1]/fr")];
        assert!(check(EXAMPLE, &variable).unwrap().store.address.is_some());
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        let check = |lines: &str, allowed: bool| {
            let read = check(&EXAMPLE.replace("listen = \"127.0.0.1:7401\"", lines), &[]);
            assert_eq!(read.is_ok(), allowed, "{lines}: {read:?}");
        };
        check("listen = \"[::1]:7401\"", true);
        check("listen = \"0.0.0.0:7401\"", false);
        check("listen = \"192.0.2.1:7401\"\naddress = \"https://desk.example.org\"", false);
        check("listen = \"192.0.2.1:7401\"\nproxy_does_tls = true", false);
        let proxied = "proxy_does_tls = true\naddress = \"https://desk.example.org\"";
        check(&format!("listen = \"192.0.2.1:7401\"\n{proxied}"), true);
        let own = "listen = \"0.0.0.0:7401\"\ncertificate = \"a\"\nkey = \"b\"";
        check(&format!("{own}\naddress = \"https://desk.example.org\""), true);
        check(own, false);
    }

    #[test]
    fn the_figures_stay_on_this_machine_unless_told_otherwise() {
        let check =
            |lines: &str| check(&format!("{EXAMPLE}\n[metrics]\n{lines}"), &[]).map(|config| config.metrics);
        for listen in ["127.0.0.1:9464", "[::1]:9464"] {
            let metrics = check(&format!("listen = \"{listen}\"")).unwrap().unwrap();
            assert_eq!(metrics.listen, listen.parse().unwrap());
        }
        for listen in ["0.0.0.0:9464", "[::]:9464", "192.0.2.1:9464", "[::ffff:192.0.2.1]:9464"] {
            let line = format!("listen = \"{listen}\"");
            let fault = check(&line).unwrap_err().to_string();
            assert!(
                fault.contains("metrics.listen") && fault.contains("beyond_this_machine = true"),
                "{fault}"
            );
            assert!(check(&format!("{line}\nbeyond_this_machine = false")).is_err());
            assert!(check(&format!("{line}\nbeyond_this_machine = true")).unwrap().is_some());
        }
        assert_eq!(
            super::read(EXAMPLE, []).unwrap().metrics,
            None,
            "there are none where nobody asked for them"
        );
        let variable = [("COMITY_METRICS_LISTEN".to_owned(), "0.0.0.0:9464".to_owned())];
        assert!(super::read(EXAMPLE, variable).is_err(), "a variable widens nothing by itself");
    }

    #[test]
    fn a_provider_is_one_that_can_be_trusted_and_an_account_is_one_officers() {
        const SECTION: &str = "[openid]\nissuer = \"https://id.example.org/realm\"\nclient = \"comity\"\n";
        let with = |section: &str, accounts: [&str; 2]| {
            let mut text = EXAMPLE.to_owned();
            for (name, account) in
                ["name = \"Camille Laurent\"", "name = \"Idris Benali\""].into_iter().zip(accounts)
            {
                text = text.replace(name, &format!("{name}\n{account}"));
            }
            check(&text.replace("[log]", &format!("{section}\n[log]")), &[])
        };
        let config = with(SECTION, ["openid = \"one\"", "openid = \"two\""]).unwrap();
        assert_eq!(config.accounts.len(), 2);
        let openid = config.openid.unwrap();
        assert_eq!((openid.claim.as_str(), openid.age_minutes_max, openid.passkeys), ("sub", 480, true));
        let says = |section: &str, accounts: [&str; 2], says: &str| {
            let fault = with(section, accounts).unwrap_err().to_string();
            assert!(fault.contains(says), "{fault}");
        };
        let one = ["openid = \"one\"", ""];
        for issuer in ["http://id.example.org", "id.example.org", "https://id.example.org/?a=b", ""] {
            says(&SECTION.replace("https://id.example.org/realm", issuer), one, "openid.issuer");
        }
        for claim in ["email", "preferred_username", "upn"] {
            says(&format!("{SECTION}claim = \"{claim}\"\n"), one, "may be given to another person");
        }
        says(SECTION, ["openid = \"one\"", "openid = \"one\""], "is given to two officers");
        says(SECTION, ["openid = \"\"", ""], "is no account");
        says("", one, "is an account at no provider");
        says(&format!("{SECTION}passkeys = false\n"), ["", ""], "leaves nobody a way in");
        says(&format!("{SECTION}secret = \"x\"\n"), one, "unknown field `secret`");
        assert!(with(&format!("{SECTION}passkeys = false\n"), one).is_ok());
        assert!(
            with(&SECTION.replace("https://id.example.org/realm", "http://localhost:8080/realm"), one)
                .is_ok()
        );
    }

    #[test]
    fn passkeys_need_a_name_to_be_bound_to() {
        for (address, expected) in
            [("http://localhost:7401", true), ("http://127.0.0.1:7401", false), ("desk", false)]
        {
            let line = format!("listen = \"127.0.0.1:7401\"\naddress = \"{address}\"");
            let read = check(&EXAMPLE.replace("listen = \"127.0.0.1:7401\"", &line), &[]);
            assert_eq!(read.is_ok(), expected, "{address}: {read:?}");
        }
    }
}
