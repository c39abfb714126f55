package io.callstream.console.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** What the console and the process of its engine say to each other: a status and JSON, each time. */
final class Frames {
    static final int OK = 200;
    private static final int LARGEST = 256 * 1024 * 1024;

    private Frames() {}

    /** @param status {@link #OK}, or what a request is refused with */
    record Frame(int status, byte[] json) {
        ObjectNode object() {
            return Json.object(json);
        }
    }

    static void write(DataOutputStream out, int status, byte[] json) throws IOException {
        out.writeInt(status);
        out.writeInt(json.length);
        out.write(json);
        out.flush();
    }

    /** @throws EOFException if the other side has ended */
    static Frame read(DataInputStream in) throws IOException {
        int status = in.readInt();
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] json = in.readNBytes(length);
        if (json.length < length) {
            throw new EOFException("a frame was cut");
        }
        return new Frame(status, json);
    }
}
