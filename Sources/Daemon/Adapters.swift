import KatoCommands
import KatoIngest
import KatoJournal
import KatoNormalize
import KatoRecording

// The journal answers what the stages ask. It knows none of them; here is where they meet.

extension Journal: CheckpointReader {}
extension Journal: NormalizerStateReader {}
extension Journal: CommandStore {}
extension Journal: RecordingStore {}
