//! GB/T 7714 reference lists.
