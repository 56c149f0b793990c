//! The small parts of a Word document: relationships, styles, properties.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::story::attribute;

/// The external addresses by relationship id.
pub(super) fn targets(source: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    elements(source, |name, start| {
        let external = attribute(start, "TargetMode").is_some_and(|mode| mode == "External");
        if name == "Relationship"
            && external
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            targets.insert(id, target);
        }
    });
    targets
}

/// The ids of styles that make headings: by their name, or by a level of the
/// outline.
pub(super) fn heading_styles(source: &str) -> BTreeSet<String> {
    let mut headings = BTreeSet::new();
    let mut style = String::new();
    elements(source, |name, start| match name {
        "style" => style = attribute(start, "styleId").unwrap_or_default(),
        "name" => {
            let name = attribute(start, "val").unwrap_or_default().to_lowercase();
            // Those of the United Nations are called "_ H_1", "_ H_Ch", …
            if ["heading", "title", "subtitle", "_ h_"].iter().any(|head| name.starts_with(head)) {
                headings.insert(style.clone());
            }
        }
        "outlineLvl" if attribute(start, "val").is_some_and(|level| level != "9") => {
            headings.insert(style.clone());
        }
        _ => {}
    });
    headings
}

/// Title and day of creation, as the properties state them.
pub(super) fn properties(source: &str) -> (Option<String>, Option<String>) {
    let (mut title, mut created) = (None, None);
    let mut reader = Reader::from_str(source);
    let mut element = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => element = start.local_name().as_ref().to_owned(),
            Event::End(_) => element.clear(),
            Event::Text(text) => match element.as_str() {
                "title" => title = Some(text.xml10_content().trim().to_owned()),
                "created" => created = Some(text.xml10_content().chars().take(10).collect()),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    (title.filter(|title: &String| !title.is_empty()), created)
}

fn elements(source: &str, mut each: impl FnMut(&str, &quick_xml::events::BytesStart<'_>)) {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) | Event::Empty(start) => each(start.local_name().as_ref(), &start),
            Event::Eof => break,
            _ => {}
        }
    }
}
