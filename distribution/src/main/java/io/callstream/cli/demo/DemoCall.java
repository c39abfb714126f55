package io.callstream.cli.demo;

import io.callstream.events.EventKind;

/**
 * One call that the demo makes, and what has to become of it.
 *
 * @param title what to call it in the report
 * @param path the endpoint
 * @param body the request body
 * @param manner how the client behaves
 * @param status the HTTP status that the client must see
 * @param ending the kind of terminal event that must tell of it
 */
record DemoCall(String title, String path, String body, Manner manner, int status, EventKind ending) {
    private static final int OK = 200;

    /** How the client behaves. */
    enum Manner {
        /** Reads the whole answer. */
        PLAIN,
        /** Reads a stream to its end. */
        STREAM,
        /** Closes the connection after a few frames of a stream. */
        HANG_UP,
        /** Presents a key that nobody has given out. */
        WRONG_KEY
    }

    static DemoCall plain(String title, String path, String body) {
        return new DemoCall(title, path, body, Manner.PLAIN, OK, EventKind.SUCCESS);
    }

    static DemoCall stream(String title, String path, String body) {
        return new DemoCall(title, path, body, Manner.STREAM, OK, EventKind.SUCCESS);
    }

    /** The same call with another client and another end: it fails. */
    DemoCall failing(Manner how, int expectedStatus) {
        return new DemoCall(title, path, body, how, expectedStatus, EventKind.FAILURE);
    }
}
