//! The address of a PostgreSQL database.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// Where a journal lies in PostgreSQL, such as `postgres://comity@db.example.org/comity?sslmode=verify-full`. Its password
/// stands in no output; where it has none, `PGPASSWORD` or the password file serves.
#[derive(Clone)]
pub struct Address {
    text: String,
    options: Box<PgConnectOptions>,
}

/// Why an address cannot be used. The text never repeats it: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Another kind of address.
    #[error(
        "is no address of a PostgreSQL database; write postgres://USER@HOST/DATABASE?sslmode=verify-full"
    )]
    Kind,
    /// Not to be read.
    #[error("cannot be read ({0}); write postgres://USER@HOST/DATABASE?sslmode=verify-full")]
    Shape(String),
    /// Beyond this machine, without a verified server.
    #[error(
        "leads beyond this machine without TLS to a server that is verified; add ?sslmode=verify-full, and \
         &sslrootcert=FILE where an authority of your own signed the server's certificate"
    )]
    Plain,
}

impl Address {
    /// The name of the database.
    #[must_use]
    pub fn database(&self) -> &str {
        self.options.get_database().unwrap_or_else(|| self.options.get_username())
    }

    pub(super) fn options(&self) -> &PgConnectOptions {
        &self.options
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(BadAddress::Kind);
        }
        let options: PgConnectOptions =
            text.parse().map_err(|error: sqlx::Error| BadAddress::Shape(error.to_string()))?;
        let verified = matches!(options.get_ssl_mode(), PgSslMode::VerifyCa | PgSslMode::VerifyFull);
        if !verified && !stays_here(&options) {
            return Err(BadAddress::Plain);
        }
        Ok(Self { text: text.to_owned(), options: Box::new(options) })
    }
}

/// Whether what is said to this server stays on this machine.
fn stays_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_matches(['[', ']']);
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// As it was given, without the password.
impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, query) = self.text.split_once('?').unwrap_or((&self.text, ""));
        let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
        let (server, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, host) = server.rsplit_once('@').unwrap_or(("", server));
        let user = user.split(':').next().unwrap_or_default();
        let user = if user.is_empty() { String::new() } else { format!("{user}@") };
        write!(out, "{scheme}://{user}{host}/{database}")?;
        let parameters: Vec<&str> =
            query.split('&').filter(|part| !part.is_empty() && !part.starts_with("password=")).collect();
        if parameters.is_empty() { Ok(()) } else { write!(out, "?{}", parameters.join("&")) }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Address({self})")
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Address {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, BadAddress>) {
        let read: Result<Address, _> = text.parse();
        assert_eq!(
            read.as_ref().map(ToString::to_string),
            expected.as_ref().map(|text| (*text).to_owned()),
            "{text}"
        );
        assert!(!format!("{read:?}").contains("secret"), "{text}");
    }

    #[test]
    fn what_leaves_this_machine_is_verified_and_no_password_is_shown() {
        check("postgres://fr:secret@localhost/fr", Ok("postgres://fr@localhost/fr"));
        check("postgresql://fr:secret@127.0.0.1:6000/fr", Ok("postgresql://fr@127.0.0.1:6000/fr"));
        check(
            "postgres://fr@localhost/fr?host=/run/pg&password=secret",
            Ok("postgres://fr@localhost/fr?host=/run/pg"),
        );
        check("postgres://fr:secret@db.example.org/fr", Err(BadAddress::Plain));
        check("postgres://fr:secret@192.0.2.1/fr?sslmode=require", Err(BadAddress::Plain));
        check(
            "postgres://fr:secret@db.example.org/fr?sslmode=verify-full",
            Ok("postgres://fr@db.example.org/fr?sslmode=verify-full"),
        );
        check("postgres://fr:secret@secret@localhost/fr", Ok("postgres://fr@localhost/fr"));
        check("sqlite://secret", Err(BadAddress::Kind));
        assert!(matches!("postgres://fr:secret@h:port/fr".parse::<Address>(), Err(BadAddress::Shape(_))));
    }
}
