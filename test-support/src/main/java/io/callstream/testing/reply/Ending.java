package io.callstream.testing.reply;

/** What a scripted answer does after its last piece. */
public enum Ending {
    /** The answer ends as HTTP asks; the connection stays open for the next request. */
    COMPLETE,
    /** The connection is reset (TCP RST), whatever the answer's framing promised. */
    RESET,
    /** Nothing more is sent and nothing is closed: the client must give up. */
    HANG
}
