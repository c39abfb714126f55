package io.callstream.sink.runtime.consume;

/** How an event came to its end. */
enum Outcome {
    /** The destination has it. */
    DELIVERED,
    /** It was not for this sink, too old for its destination, or of a subject that was erased. */
    SKIPPED,
    /** It is among the dead letters. */
    REFUSED,
    /** Nobody asked for it. */
    LEFT_OUT
}
