//! Who held the files and objects of a case, where and when, as a graph that other programs of investigators read: UCO and CASE, the
//! Unified Cyber Ontology and the Cyber-investigation Analysis Standard Expression (version 1 of both,
//! <https://caseontology.org>), in JSON-LD.

use std::collections::BTreeMap;

use case::bureau::BureauCode;
use case::id::AttachmentId;
use case::life::{Event, Heard};
use jiff::Timestamp;
use law::step::Custody;
use seal::digest::sha256;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::digits::hexadecimal;
use crate::exhibit::{Chain, Link};
use crate::look::TimelineRow;
use crate::shown::{EvidenceView, ShownFile};

/// The prefixes of the names in the graph.
const CONTEXT: [(&str, &str); 8] = [
    ("case-investigation", "https://ontology.caseontology.org/case/investigation/"),
    ("uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"),
    ("uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"),
    ("uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/"),
    ("uco-location", "https://ontology.unifiedcyberontology.org/uco/location/"),
    ("uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"),
    ("uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// One thing that was done with files.
struct Deed<'a> {
    name: String,
    description: String,
    at: Timestamp,
    /// Who did it, and who else took part in it: names of nodes.
    by: String,
    with: Option<String>,
    /// Where the files were from then on.
    place: &'a BureauCode,
    files: Vec<AttachmentId>,
}

/// The graph of a package. `name_of` gives a bureau's name in the directory. The same package gives the same bytes.
pub(crate) fn graph(told: &EvidenceView<'_>, name_of: &dyn Fn(&BureauCode) -> String) -> Vec<u8> {
    let graph = Graph { told, name_of };
    let context: serde_json::Map<String, Value> =
        CONTEXT.iter().map(|(prefix, address)| ((*prefix).to_owned(), json!(address))).collect();
    let written = json!({ "@context": context, "@graph": graph.nodes() });
    // A value that was made here is written without fault.
    let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

struct Graph<'a> {
    told: &'a EvidenceView<'a>,
    name_of: &'a dyn Fn(&BureauCode) -> String,
}

impl Graph<'_> {
    fn nodes(&self) -> Vec<Value> {
        let case = &self.told.case.case;
        let deeds = self.deeds();
        let links = self.told.exhibits.iter().flat_map(|chain| &chain.links);
        let of_objects = links.map(|link| self.of_link(link));
        let done = (0..deeds.len()).map(|place| self.action(place)).chain(of_objects);
        let mut nodes = vec![json!({
            "@id": self.id("investigation", &case.reference),
            "@type": "case-investigation:Investigation",
            "uco-core:name": case.reference,
            "case-investigation:focus": case.kind.code(),
            "uco-core:object": refs(done),
        })];
        for bureau in [&case.from, &case.to] {
            let name = (self.name_of)(bureau);
            nodes.push(named(&self.bureau(bureau), "uco-identity:Organization", &name));
            nodes.push(named(&self.place(bureau), "uco-location:Location", &format!("Node of {name}")));
        }
        let officers: BTreeMap<String, String> =
            self.told.case.timeline.iter().filter_map(|row| self.officer(row)).collect();
        nodes.extend(officers.iter().map(|(id, name)| named(id, "uco-identity:Person", name)));
        let by = &self.told.by.name;
        if !officers.contains_key(&self.id("officer", by)) {
            nodes.push(named(&self.id("officer", by), "uco-identity:Person", by));
        }
        let recipient = &self.told.export.recipient;
        nodes.push(named(&self.id("recipient", recipient), "uco-identity:Identity", recipient));
        self.told.files.iter().for_each(|file| nodes.extend(self.file(file)));
        nodes.extend(self.actions(&deeds));
        nodes.extend(self.hands());
        self.told.exhibits.iter().for_each(|chain| nodes.extend(self.object(chain)));
        nodes
    }

    /// The persons, authorities and places that the entries of objects name.
    fn hands(&self) -> Vec<Value> {
        let links = self.told.exhibits.iter().flat_map(|chain| &chain.links);
        let mut named_in: BTreeMap<String, Value> = BTreeMap::new();
        for Link { exhibit, .. } in links {
            let persons = [&exhibit.by, &exhibit.to].into_iter().filter(|name| !name.is_empty());
            for name in persons {
                let id = self.id("holder", name);
                named_in.insert(id.clone(), named(&id, "uco-identity:Identity", name));
            }
            let id = self.id("kept-at", &exhibit.place);
            named_in.insert(id.clone(), named(&id, "uco-location:Location", &exhibit.place));
        }
        named_in.into_values().collect()
    }

    /// An object as it is known, and each entry of its chain, informed by the one before it.
    fn object(&self, Chain { mark, what, links, .. }: &Chain<'_>) -> Vec<Value> {
        let item = self.id("object", mark);
        let mut nodes = vec![
            json!({
                "@id": item,
                "@type": "uco-core:Item",
                "uco-core:name": mark,
                "uco-core:description": what,
            }),
            json!({
                "@id": self.id("object-record", mark),
                "@type": "case-investigation:ProvenanceRecord",
                "case-investigation:exhibitNumber": mark,
                "uco-core:description": what,
                "uco-core:object": [{ "@id": item }],
            }),
        ];
        let mut before: Option<String> = None;
        for link in links {
            let (id, exhibit) = (self.of_link(link), link.exhibit);
            let mut node = json!({
                "@id": id,
                "@type": "case-investigation:InvestigativeAction",
                "uco-core:name": done_with(link.custody),
                "uco-core:description": described(link),
                "uco-action:performer": { "@id": self.id("holder", &exhibit.by) },
                "uco-action:location": [{ "@id": self.id("kept-at", &exhibit.place) }],
                "uco-action:object": [{ "@id": item }],
            });
            if let Some(node) = node.as_object_mut() {
                let mut put = |name: &str, value: Value| node.insert(name.to_owned(), value);
                if let Some(at) = link.at() {
                    put("uco-action:startTime", typed("xsd:dateTime", &at.to_string()));
                    put("uco-action:endTime", typed("xsd:dateTime", &at.to_string()));
                }
                if !exhibit.to.is_empty() {
                    put("uco-action:participant", json!([{ "@id": self.id("holder", &exhibit.to) }]));
                }
                if let Some(before) = before {
                    put("case-investigation:wasInformedBy", json!({ "@id": before }));
                }
            }
            nodes.push(node);
            before = Some(id);
        }
        nodes
    }

    /// A file as it was observed, and the record under which it stands in the package.
    fn file(&self, ShownFile { name, file }: &ShownFile) -> [Value; 2] {
        let id = self.of_file(file.id);
        let digest = hexadecimal(&file.digest);
        let observed = json!({
            "@id": id,
            "@type": "uco-observable:File",
            "uco-core:hasFacet": [
                {
                    "@id": self.id("file-facet", name),
                    "@type": "uco-observable:FileFacet",
                    "uco-observable:fileName": file.name,
                    "uco-observable:sizeInBytes": integer(file.bytes),
                },
                {
                    "@id": self.id("content-facet", name),
                    "@type": "uco-observable:ContentDataFacet",
                    "uco-observable:mimeType": file.media_type,
                    "uco-observable:sizeInBytes": integer(file.bytes),
                    "uco-observable:hash": [{
                        "@id": self.id("hash", name),
                        "@type": "uco-types:Hash",
                        "uco-types:hashMethod": "SHA256",
                        "uco-types:hashValue": typed("xsd:hexBinary", &digest),
                    }],
                },
            ],
        });
        let record = json!({
            "@id": self.id("record", name),
            "@type": "case-investigation:ProvenanceRecord",
            "case-investigation:exhibitNumber": name,
            "uco-core:description": "This file of the package",
            "uco-core:object": [{ "@id": id }],
        });
        [observed, record]
    }

    /// Each deed, informed by the last one before it on any of its files.
    fn actions(&self, deeds: &[Deed<'_>]) -> Vec<Value> {
        let mut last: BTreeMap<AttachmentId, usize> = BTreeMap::new();
        let mut nodes = Vec::new();
        for (place, deed) in deeds.iter().enumerate() {
            let before: Vec<usize> = deed.files.iter().filter_map(|file| last.insert(*file, place)).collect();
            let mut node = json!({
                "@id": self.action(place),
                "@type": "case-investigation:InvestigativeAction",
                "uco-core:name": deed.name,
                "uco-core:description": deed.description,
                "uco-action:startTime": typed("xsd:dateTime", &deed.at.to_string()),
                "uco-action:endTime": typed("xsd:dateTime", &deed.at.to_string()),
                "uco-action:performer": { "@id": deed.by },
                "uco-action:location": [{ "@id": self.place(deed.place) }],
                "uco-action:object": refs(deed.files.iter().map(|file| self.of_file(*file))),
            });
            if let (Some(with), Some(node)) = (&deed.with, node.as_object_mut()) {
                node.insert("uco-action:participant".to_owned(), json!([{ "@id": with }]));
            }
            if let (Some(before), Some(node)) = (before.into_iter().max(), node.as_object_mut()) {
                node.insert(
                    "case-investigation:wasInformedBy".to_owned(),
                    json!({ "@id": self.action(before) }),
                );
            }
            nodes.push(node);
        }
        nodes
    }

    /// What was done with the files that the package shows, in the order of the record; last, that it was given out.
    fn deeds(&self) -> Vec<Deed<'_>> {
        let mut deeds: Vec<Deed<'_>> =
            self.told.case.timeline.iter().filter_map(|row| self.deed(row)).collect();
        deeds.retain(|deed| !deed.files.is_empty());
        let files: Vec<AttachmentId> = self.told.files.iter().map(|shown| shown.file.id).collect();
        if !files.is_empty() {
            deeds.push(Deed {
                name: "given out in a sealed package".to_owned(),
                description: self.told.export.reasons.clone(),
                at: self.told.at,
                by: self.id("officer", &self.told.by.name),
                with: Some(self.id("recipient", &self.told.export.recipient)),
                place: self.me(),
                files,
            });
        }
        deeds
    }

    fn deed(&self, row: &TimelineRow) -> Option<Deed<'_>> {
        let (me, other) = (self.me(), self.told.case.case.other());
        let by_officer = || self.officer(row).map_or_else(|| self.bureau(me), |(id, _)| id);
        let description = format!("entry {} of the journal", row.position);
        let at = row.entry.at;
        let deed = |name: &str, by, with, place, at, files: &[AttachmentId]| {
            let (name, description, files) = (name.to_owned(), description.clone(), self.shown(files));
            Deed { name, description, at, by, with, place, files }
        };
        Some(match &row.entry.event {
            Event::Attached { attachment } => {
                deed("added to the case", by_officer(), None, me, at, &[attachment.id])
            }
            Event::Said { attachments, .. } => {
                let with = Some(self.bureau(other));
                deed("put into a signed and sealed message", by_officer(), with, me, at, attachments)
            }
            Event::Heard(Heard { attachments, .. }) => {
                let files: Vec<AttachmentId> = attachments.iter().map(|file| file.id).collect();
                deed(
                    "received in a signed message",
                    self.bureau(me),
                    Some(self.bureau(other)),
                    me,
                    at,
                    &files,
                )
            }
            Event::Delivered { message, taken_at, .. } => {
                let told = self.told.case.case.told.iter().find(|told| told.message == *message)?;
                let files: Vec<AttachmentId> = told.attachments.iter().map(|file| file.id).collect();
                let with = Some(self.bureau(me));
                deed("received with a signed receipt", self.bureau(other), with, other, *taken_at, &files)
            }
            _ => return None,
        })
    }

    /// Those of these files that the package holds.
    fn shown(&self, files: &[AttachmentId]) -> Vec<AttachmentId> {
        let is_shown = |id: &&AttachmentId| self.told.files.iter().any(|shown| shown.file.id == **id);
        files.iter().filter(is_shown).copied().collect()
    }

    fn me(&self) -> &BureauCode {
        let case = &self.told.case.case;
        if *case.other() == case.from { &case.to } else { &case.from }
    }

    fn officer(&self, row: &TimelineRow) -> Option<(String, String)> {
        let name = row.by_name.clone()?;
        Some((self.id("officer", &name), name))
    }

    fn bureau(&self, code: &BureauCode) -> String {
        self.id("bureau", code.as_str())
    }

    fn place(&self, code: &BureauCode) -> String {
        self.id("place", code.as_str())
    }

    fn action(&self, place: usize) -> String {
        self.id("action", &place.to_string())
    }

    fn of_link(&self, link: &Link<'_>) -> String {
        self.id("link", &link.step.told.message.to_string())
    }

    fn of_file(&self, id: AttachmentId) -> String {
        self.id("file", &id.to_string())
    }

    /// The name of a node: a UUID of our own making (version 8, RFC 9562), the same for the same thing of the same case.
    fn id(&self, what: &str, which: &str) -> String {
        let digest = sha256(format!("comity custody 1\n{}\n{what}\n{which}", self.told.case.id).as_bytes());
        Uuid::new_v8(digest.first_chunk().copied().unwrap_or_default()).urn().to_string()
    }
}

/// What was done with an object, as the deeds of files are named.
const fn done_with(custody: Custody) -> &'static str {
    match custody {
        Custody::Taken => "taken as evidence",
        Custody::Sealed => "sealed",
        Custody::Opened => "seal opened",
        Custody::HandedOver => "handed over",
        Custody::Received => "received",
        Custody::Examined => "examined",
        Custody::Returned => "returned",
        Custody::Destroyed => "destroyed or disposed of",
    }
}

/// What an entry says besides, who reported it, and what the chain leaves open there.
fn described(link: &Link<'_>) -> String {
    let (report, told) = (link.step.report, link.step.told);
    let seal = Some(&link.exhibit.seal).filter(|seal| !seal.is_empty());
    let mut said =
        vec![format!("on {} as {} reports in message {}", report.happened.day, told.from, told.message)];
    said.extend(seal.map(|seal| format!("seal {seal}")));
    said.extend(Some(report.text.clone()).filter(|text| !text.is_empty()));
    said.extend(link.gaps.iter().map(|gap| format!("left open: {gap}")));
    said.join("; ")
}

fn named(id: &str, kind: &str, name: &str) -> Value {
    json!({ "@id": id, "@type": kind, "uco-core:name": name })
}

fn refs(ids: impl Iterator<Item = String>) -> Value {
    Value::Array(ids.map(|id| json!({ "@id": id })).collect())
}

fn typed(kind: &str, value: &str) -> Value {
    json!({ "@type": kind, "@value": value })
}

fn integer(value: u64) -> Value {
    typed("xsd:integer", &value.to_string())
}
