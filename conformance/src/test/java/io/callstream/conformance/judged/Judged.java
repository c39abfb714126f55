package io.callstream.conformance.judged;

/** A test class that judges one target at a time. */
public interface Judged {
    Target target();
}
