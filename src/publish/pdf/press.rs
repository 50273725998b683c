//! The press: a template and values in, the bytes of a PDF out.
//!
//! Owns the typesetter's world: it holds the bundled typeface, the templates, one document's values and its pictures, and
//! nothing else. No template can read a file of the machine, ask for the time, or reach a network.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::glyphs;
use crate::judge::Report;
use crate::problem::Problem;
use crate::publish::templates::Templates;
use crate::publish::typeface;

/// Where a template finds its values.
const DATA: &str = "/data.json";

/// How many prints the typesetter's memory of earlier work lives: long enough for the cards of units, which are alike.
const REMEMBERED: usize = 3;

/// A picture that a template shows by its path.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The path, as `/grafik/peringkat.svg`.
    pub path: String,
    /// SVG; its texts are set in the bundled typeface.
    pub svg: String,
}

/// A printed document.
#[derive(Debug, Clone)]
pub struct Print {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests count pages"))]
    pub pages: usize,
}

/// What all documents of a run share: typeface, templates, logo.
pub struct Press<'a> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: &'a Templates,
    standards: PdfStandards,
}

impl<'a> Press<'a> {
    /// A press with these templates.
    ///
    /// # Errors
    /// The bundled typeface cannot be read.
    pub fn new(templates: &'a Templates) -> Result<Self, Problem> {
        let fonts: Vec<Font> = typeface::FILES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
        if fonts.len() < typeface::FILES.len() {
            return Err(Problem::new("the bundled typeface cannot be read"));
        }
        // PDF/A-2b: kept as it is for as long as a table may be challenged (ISO 19005-2).
        let standards = PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|e| Problem::new("the typesetter does not know PDF/A-2b").because(e.message()))?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
            standards,
        })
    }

    /// Sets `data` by a template into a tagged PDF/A-2b that carries the report's as-of time and no other.
    ///
    /// # Errors
    /// The template is not sound, or asks for what is not there; where it is wrong is told.
    pub fn print(
        &self,
        template: &str,
        data: &impl Serialize,
        pictures: &[Picture],
        report: &Report,
    ) -> Result<Print, Problem> {
        let mut data = serde_json::to_value(data)
            .map_err(|e| Problem::new("the values of a document cannot be written").at(template).because(e))?;
        glyphs::all_shown(&mut data, &self.fonts);
        let data = data.to_string();
        let files = pictures.iter().map(|p| (p.path.as_str(), Bytes::from_string(glyphs::shown(&p.svg, &self.fonts))));
        let logo = self.templates.logo().map(|logo| (logo.path(), Bytes::new(logo.bytes().to_vec())));
        let sheet = Sheet {
            press: self,
            main: id(&format!("/{template}"))?,
            files: files.chain(logo).chain([(DATA, Bytes::from_string(data))]).collect(),
            as_of: report.as_of,
        };
        let document: PagedDocument =
            typst::compile(&sheet).output.map_err(|faults| sheet.problem(faults.first(), template))?;
        let options = PdfOptions {
            // The same report has the same identity; another one of the same quarter another.
            ident: Smart::Custom(format!("{template} {} {} {}", report.government.name, report.quarter, report.as_of)),
            creator: Smart::Custom(Some("rapor".to_owned())),
            timestamp: datetime(report.as_of).and_then(|at| Timestamp::new_local(at, report.government.zone.minutes())),
            standards: self.standards.clone(),
            tagged: true,
            ..PdfOptions::default()
        };
        let pages = document.pages().len();
        let bytes = typst_pdf::pdf(&document, &options).map_err(|faults| sheet.problem(faults.first(), template))?;
        typst::comemo::evict(REMEMBERED);
        Ok(Print { bytes, pages })
    }
}

/// One document on the press.
struct Sheet<'a> {
    press: &'a Press<'a>,
    main: FileId,
    files: BTreeMap<&'a str, Bytes>,
    as_of: NaiveDateTime,
}

impl Sheet<'_> {
    /// A fault of a template, told with its line where it has one.
    fn problem(&self, fault: Option<&SourceDiagnostic>, template: &str) -> Problem {
        let problem = Problem::new(format!("the document of the template '{template}' cannot be set"));
        let Some(fault) = fault else { return problem };
        let line = fault.span.id().and_then(|file| {
            let source = self.source(file).ok()?;
            let start = self.range(fault.span)?.start;
            let line = source.lines().byte_to_line(start)? + 1;
            Some(format!("{}, line {line}", file.vpath().get_without_slash()))
        });
        let problem = problem.at(line.unwrap_or_else(|| template.to_owned())).because(&fault.message);
        let hint = fault.hints.first().map(|hint| hint.v.to_string());
        problem.hint(hint.unwrap_or_else(|| {
            "mend the template in the folder of [publish] templates, or remove it there: the shipped one is then used"
                .to_owned()
        }))
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = id.vpath().get_without_slash();
        let text = self.press.templates.text(path).ok_or_else(|| FileError::NotFound(path.into()))?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath();
        let found = self.files.get(path.get_with_slash()).cloned();
        let template = || self.press.templates.text(path.get_without_slash());
        found
            .or_else(|| template().map(|text| Bytes::from_string(text.to_owned())))
            .ok_or_else(|| FileError::NotFound(path.get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        datetime(self.as_of)
    }
}

fn id(path: &str) -> Result<FileId, Problem> {
    let path =
        VirtualPath::new(path).map_err(|e| Problem::new(format!("'{path}' is no name of a template")).because(e))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn datetime(at: NaiveDateTime) -> Option<Datetime> {
    let part = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;
    use serde_json::json;

    fn print(text: &str) -> Result<Print, Problem> {
        let mut templates = Templates::default();
        templates.replace("laporan.typ", text.as_bytes().to_vec())?;
        let report = fixture::report(3);
        Press::new(&templates)?.print("laporan.typ", &json!({ "name": "#panic(\"x\") *Dinas* $1$" }), &[], &report)
    }

    #[test]
    fn a_document_is_pdf_a_tagged_and_the_same_twice() {
        let text = "#set document(title: \"Laporan\")\n#set text(lang: \"id\")\n= Laporan\n#pagebreak()\nIsi";
        let (first, second) = (print(text).expect("a document"), print(text).expect("a document"));
        assert_eq!(first.pages, 2);
        assert_eq!(first.bytes, second.bytes);
        let said = String::from_utf8_lossy(&first.bytes);
        for part in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>", "/StructTreeRoot"] {
            assert!(said.contains(part), "{part}");
        }
    }

    #[test]
    fn a_letter_that_the_typeface_lacks_does_not_stop_a_document() {
        let report = fixture::report(3);
        let templates = Templates::default();
        let press = Press::new(&templates).expect("a press");
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"20\"><text y=\"15\">办公室 − 5</text></svg>";
        let picture = Picture { path: "/g.svg".to_owned(), svg: svg.to_owned() };
        let mut own = Templates::default();
        let text = "#set document(title: \"L\")\n#json(\"/data.json\").name #image(\"/g.svg\", alt: \"g\")";
        own.replace("laporan.typ", text.as_bytes().to_vec()).expect("a template");
        let data = json!({ "name": "Dinas 🏥 \u{0} عمل − 办公室 é" });
        assert_eq!(
            Press::new(&own).and_then(|p| p.print("laporan.typ", &data, &[picture], &report)).expect("set").pages,
            1
        );
        assert_eq!(glyphs::shown("a − 办 é", &press.fonts), "a – \u{fffd} é");
    }

    #[test]
    fn a_value_is_never_markup() {
        assert_eq!(print("#set document(title: \"L\")\n#json(\"/data.json\").name").expect("a document").pages, 1);
    }

    #[test]
    fn a_template_reads_no_file_of_the_machine_and_a_fault_is_told_with_its_line() {
        let problem = print("#set document(title: \"L\")\n\n#read(\"/etc/passwd\")").expect_err("no such file");
        assert_eq!(problem.place, "laporan.typ, line 3");
        assert!(problem.why.contains("not found"), "{problem}");
        let problem = print("#import \"@preview/cetz:0.3.0\"").expect_err("no package");
        assert!(!problem.why.is_empty(), "{problem}");
    }
}
