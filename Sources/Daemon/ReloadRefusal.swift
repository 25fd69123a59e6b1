import KatoModel

/// Why the settings stay as they are.
struct ReloadRefusal: DescribedError {
    let code: String
    let message: String
    let hint: String?
    let cause: (any Error)?
}
