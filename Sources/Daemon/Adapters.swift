import KatoIngest
import KatoJournal
import KatoNormalize

// The journal answers what the stages ask. It knows none of them; here is where they meet. Stages whose answers leave
// for files, logs or sockets get theirs from `RedactedJournal`.

extension Journal: CheckpointReader {}
extension Journal: NormalizerStateReader {}
