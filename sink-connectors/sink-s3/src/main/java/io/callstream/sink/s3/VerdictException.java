package io.callstream.sink.s3;

import io.callstream.sink.Delivery;
import java.io.IOException;

/** The store did not do what it was asked; what that means is the answer to the runtime. */
final class VerdictException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Delivery verdict;

    VerdictException(Delivery verdict) {
        super(verdict.toString());
        this.verdict = verdict;
    }

    Delivery verdict() {
        return verdict;
    }
}
