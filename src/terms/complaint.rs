//! What a complaint can be: its state, who closed it, why it was set aside, its class and channel.

use serde::{Deserialize, Serialize};

/// An enum whose variants each have one machine word, as used in profiles, tables and CSV files.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every word, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The machine word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The place in [`Self::ALL`]: the integer that tables carry.
            #[must_use]
            pub fn code(self) -> i8 {
                self as i8
            }

            /// The word with this code.
            #[must_use]
            pub fn from_code(code: i8) -> Option<Self> {
                usize::try_from(code).ok().and_then(|i| Self::ALL.get(i)).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().find(|w| w.word() == text).copied().ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|w| w.word()).collect();
                    format!("'{text}' is no {}; known are {}", $what, known.join(", "))
                })
            }
        }
    };
}

words! {
    /// Where a complaint stands.
    State, "state" {
        /// Entered, not yet looked at by an admin ("Belum Terverifikasi").
        Received = "received",
        /// Checked by an admin at intake; no response of a unit.
        Verified = "verified",
        /// Waiting for the reporter to complete it ("Menunggu Kelengkapan Informasi").
        Waiting = "waiting",
        /// A unit has answered, the matter is open.
        InProgress = "in-progress",
        /// Finished.
        Closed = "closed",
        /// Set aside; the reason tells whether it stays eligible.
        Archived = "archived",
        /// Content blocked by the channel.
        Blocked = "blocked",
        /// Marked by the channel as the same as another complaint.
        Duplicate = "duplicate",
        /// Decided by the supervising unit: not of this government.
        OutOfJurisdiction = "out-of-jurisdiction",
    }
}

words! {
    /// Who closed a complaint. Closing is not solving: who did it is what tells.
    ClosedBy, "closer" {
        /// The unit itself.
        Unit = "unit",
        /// An administrator.
        Admin = "admin",
        /// The system, when the reporter stayed silent.
        System = "system",
        /// The reporter.
        Reporter = "reporter",
        /// Closed, and the export does not tell by whom.
        Unknown = "unknown",
    }
}

words! {
    /// Why a complaint was archived or put off.
    Reason, "reason" {
        /// No complaint in the sense of the rules.
        Invalid = "invalid",
        /// The reporter did not complete it.
        Incomplete = "incomplete",
        /// Taken back by the reporter.
        Withdrawn = "withdrawn",
        /// Not of this government.
        Jurisdiction = "jurisdiction",
        /// The same as another.
        Duplicate = "duplicate",
        /// Anything else; does not take the complaint out of the count.
        Other = "other",
    }
}

words! {
    /// The four classes of PermenPANRB 62/2018; each has a limit of its own.
    Class, "class" {
        /// Pengaduan berkadar pengawasan: alleges wrongdoing.
        Supervisory = "berkadar-pengawasan",
        /// Pengaduan tidak berkadar pengawasan: any other complaint.
        NonSupervisory = "tidak-berkadar-pengawasan",
        /// Permintaan informasi: asks for information.
        Information = "permintaan-informasi",
        /// Aspirasi: a suggestion.
        Aspiration = "aspirasi",
    }
}

words! {
    /// The way by which a complaint came in.
    Channel, "channel" {
        /// A web form.
        Website = "website",
        /// The Android application.
        Android = "android",
        /// The iOS application.
        Ios = "ios",
        /// Short message.
        Sms = "sms",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// X, formerly Twitter.
        X = "x",
        /// Facebook.
        Facebook = "facebook",
        /// Instagram.
        Instagram = "instagram",
        /// E-mail.
        Email = "email",
        /// Telephone other than the call centre.
        Phone = "phone",
        /// Call Center 112 and the like.
        CallCenter = "call-center",
        /// Tatap muka: at the counter or in a forum.
        FaceToFace = "face-to-face",
        /// By post.
        Letter = "letter",
        /// A local application.
        LocalApp = "local-app",
        /// Any other.
        Other = "other",
    }
}

words! {
    /// What happened to a complaint, one row of an event log.
    EventKind, "event kind" {
        /// It came in.
        Received = "received",
        /// An admin's click on intake; never a response.
        Verified = "verified",
        /// Given to a unit (disposisi).
        Assigned = "assigned",
        /// Handed on to another unit.
        Forwarded = "forwarded",
        /// Given back: "bukan kewenangan".
        Returned = "returned",
        /// The unit looks into the matter.
        Verification = "verification",
        /// The unit looked at the place.
        FieldCheck = "field-check",
        /// Work began.
        Work = "work",
        /// An answer to the reporter.
        Response = "response",
        /// Done.
        Done = "done",
        /// Waiting for the reporter.
        Waiting = "waiting",
        /// The reporter answered.
        ReporterReplied = "reporter-replied",
        /// Closed.
        Closed = "closed",
        /// Opened again.
        Reopened = "reopened",
        /// Set aside.
        Archived = "archived",
    }
}

words! {
    /// Why a received complaint is not eligible; the first that applies counts.
    Exclusion, "exclusion" {
        /// Eligible.
        None = "",
        /// Another id, the same complaint.
        Duplicate = "duplicate",
        /// Blocked content.
        Blocked = "blocked",
        /// Not of this government, or of a vertical body.
        Jurisdiction = "jurisdiction",
        /// Withdrawn, invalid or incomplete.
        Archived = "archived",
        /// Waiting for the reporter since before the response deadline.
        Waiting = "waiting",
    }
}

words! {
    /// The level of a government; only equals are compared.
    Level, "level" {
        /// A ministry.
        Kementerian = "kementerian",
        /// A national agency.
        Lembaga = "lembaga",
        /// A province.
        Provinsi = "provinsi",
        /// A regency.
        Kabupaten = "kabupaten",
        /// A city.
        Kota = "kota",
    }
}

words! {
    /// The kind of a work unit.
    Kind, "kind of unit" {
        /// Dinas.
        Dinas = "dinas",
        /// Badan.
        Badan = "badan",
        /// Biro.
        Biro = "biro",
        /// Sekretariat.
        Sekretariat = "sekretariat",
        /// Inspektorat.
        Inspektorat = "inspektorat",
        /// Kecamatan.
        Kecamatan = "kecamatan",
        /// Kelurahan.
        Kelurahan = "kelurahan",
        /// Rumah sakit umum daerah.
        Rsud = "rsud",
        /// Puskesmas.
        Puskesmas = "puskesmas",
        /// A national body's local office: listed, never ranked.
        Vertikal = "vertikal",
        /// Any other.
        Lain = "lain",
    }
}
