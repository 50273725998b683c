//! The words of the national application SP4N-LAPOR!, known to every profile without a table.

use crate::terms::{Channel, Class};

/// The class names of the national application.
pub(super) fn national_classes() -> impl Iterator<Item = (String, Class)> {
    let national = [
        ("pengaduan berkadar pengawasan", Class::Supervisory),
        ("berkadar pengawasan", Class::Supervisory),
        ("pengaduan tidak berkadar pengawasan", Class::NonSupervisory),
        ("tidak berkadar pengawasan", Class::NonSupervisory),
        ("permintaan informasi", Class::Information),
    ];
    let words = Class::ALL.iter().map(|c| (c.word().to_owned(), *c));
    words.chain(national.into_iter().map(|(k, c)| (k.to_owned(), c)))
}

/// The channel names of the national application.
pub(super) fn national_channels() -> impl Iterator<Item = (String, Channel)> {
    let national = [
        ("hotline service", Channel::Phone),
        ("email instansi", Channel::Email),
        ("tatap muka", Channel::FaceToFace),
        ("pos surat", Channel::Letter),
        ("call center", Channel::CallCenter),
        ("call center 112", Channel::CallCenter),
        ("website institusi", Channel::Website),
        ("twitter", Channel::X),
        ("sms 1708", Channel::Sms),
        ("telepon", Channel::Phone),
        ("lainnya", Channel::Other),
    ];
    let words = Channel::ALL.iter().map(|c| (c.word().to_owned(), *c));
    words.chain(national.into_iter().map(|(k, c)| (k.to_owned(), c)))
}
