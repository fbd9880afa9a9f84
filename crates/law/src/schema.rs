//! JSON Schemas of requests, from the register of facts.

use case::request::Kind;
use serde_json::{Map, Value, json};

use crate::corpus::Law;
use crate::register::{Fact, FactKind};
use crate::values::{LIST_ENTRIES_MAX, NUMBER_MAX, TEXT_BYTES_MAX, UNKNOWN};

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Two capital letters, ISO 3166-1 alpha-2.
const STATE: &str = "^[A-Z]{2}$";

impl Law {
    /// The schema of a request of this kind with these facts, as `comity check` reads it. Names that the register does
    /// not have are left out. Facts besides these may be stated too.
    #[must_use]
    pub fn schema(&self, kind: Kind, fields: &[&str]) -> Value {
        let facts: Map<String, Value> = fields
            .iter()
            .filter_map(|name| self.fact(name))
            .map(|fact| (fact.name.clone(), fact_schema(fact)))
            .collect();
        json!({
            "$schema": DIALECT,
            "title": kind.code(),
            "type": "object",
            "properties": {
                "kind": { "const": kind.code() },
                "from": { "type": "string", "pattern": STATE, "description": "The State that asks." },
                "to": { "type": "string", "pattern": STATE, "description": "The State that is asked." },
                "on": { "type": "string", "format": "date", "description": "The day of the request." },
                "facts": { "type": "object", "properties": facts },
            },
            "required": ["kind", "facts"],
            "additionalProperties": false,
        })
    }
}

/// The schema of one fact. The text `unknown` is accepted everywhere and counts as absent.
fn fact_schema(fact: &Fact) -> Value {
    let text = json!({ "type": "string", "maxLength": TEXT_BYTES_MAX });
    let codes = json!({ "enum": fact.codes });
    let value = match fact.kind {
        FactKind::Flag => json!({ "type": "boolean" }),
        FactKind::Number => json!({ "type": "integer", "minimum": -NUMBER_MAX, "maximum": NUMBER_MAX }),
        FactKind::Day => json!({ "type": "string", "format": "date" }),
        FactKind::Text => text,
        FactKind::Code | FactKind::Level => codes,
        FactKind::Status => json!({ "anyOf": [{ "type": "boolean" }, codes] }),
        FactKind::State => json!({ "type": "string", "pattern": STATE }),
        FactKind::States => list(json!({ "type": "string", "pattern": STATE })),
        FactKind::List if fact.codes.is_empty() => list(text),
        FactKind::List => list(codes),
    };
    let mut schema = json!({
        "title": fact.label("en"),
        "description": fact.help("en"),
        "anyOf": [value, { "const": UNKNOWN }, { "type": "null" }],
    });
    if let (Some(unit), Some(schema)) = (&fact.unit, schema.as_object_mut()) {
        schema.insert("x-unit".to_owned(), json!(unit));
    }
    schema
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "maxItems": LIST_ENTRIES_MAX, "items": items })
}
