package io.callstream.gateway.api.openai;

/** A value that is being put together from the pieces that chunks bring. */
sealed interface Node permits TextNode, RawNode, ObjectNode, ListNode {
    /** Writes the value as JSON. */
    void write(Bytes out);

    /** Whether it says nothing: null, or an empty text, list or object. */
    boolean empty();

    /** About what it takes of the heap. */
    long weight();
}
