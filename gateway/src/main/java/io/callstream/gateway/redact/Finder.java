package io.callstream.gateway.redact;

/** Finds one kind of thing in texts. In time that grows with the text and no faster. Safe for all threads. */
interface Finder {
    void find(String text, Matches found);
}
