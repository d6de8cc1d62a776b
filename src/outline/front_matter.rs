//! Title, authors, abstracts, keywords, DOI, journal, licence.
