//! The data files that are compiled into the program.

macro_rules! files {
    ($($name:literal)*) => {
        /// Name and text of every file of `corpus/instruments`.
        pub(super) const FILES: &[(&str, &str)] = &[$((
            concat!("corpus/instruments/", $name),
            include_str!(concat!("../../corpus/instruments/", $name)),
        )),*];
    };
}

files! {
    "council-of-europe.toml"
    "environment-disarmament.toml"
    "eu-further.toml"
    "eu.toml"
    "families-eu.toml"
    "families-ietf.toml"
    "families-itu.toml"
    "families-other.toml"
    "families-un.toml"
    "families-wto.toml"
    "human-rights-standards.toml"
    "human-rights.toml"
    "humanitarian.toml"
    "ilo.toml"
    "intellectual-property.toml"
    "internet-governance.toml"
    "itu-resolutions.toml"
    "itu.toml"
    "oecd-g20.toml"
    "peace-agreements.toml"
    "regional.toml"
    "trade-agreements.toml"
    "treaties-transport-security.toml"
    "treaties.toml"
    "un-charter-and-agendas.toml"
    "un-cyber-digital.toml"
    "un-treaties.toml"
    "unesco.toml"
    "wsis.toml"
    "wto-ministerial.toml"
    "wto.toml"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn every_file_of_the_folder_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/instruments");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| format!("corpus/instruments/{}", entry.unwrap().file_name().display()))
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    }

    #[test]
    fn the_embedded_catalogue_is_read_without_a_mistake() {
        Catalogue::embedded().unwrap();
    }

    #[test]
    fn a_mistake_names_the_file_and_the_place() {
        for (text, expected) in [
            ("about = 'x'\n[[instrument]]\nid = 'a'\ntitel = 'A'\n", "titel"),
            (
                "about = 'x'\n[[instrument]]\nid = 'A b'\ntitle = 'A'\nkind = 'x'\n",
                "`A b` is not an id",
            ),
            (
                "about = 'x'\n[[instrument]]\nid = 'a'\ntitle = 'A'\nkind = 'x'\nunit = 'parra'\n",
                "`parra` is not a unit",
            ),
            (
                "about = 'x'\n[[instrument]]\nid = 'a'\ntitle = 'A'\nkind = 'x'\nrelations = { part-of = ['b'] }\n",
                "`b`, which is not in the catalogue",
            ),
        ] {
            let error = Catalogue::from_files(&[("my.toml", text)]).unwrap_err().to_string();
            assert!(error.starts_with("my.toml: ") && error.contains(expected), "{error}");
        }
    }
}
