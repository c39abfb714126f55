package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.net.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** Writes heads of answers to clients. */
public final class ResponseHead {
    public static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    public static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final int OK_STATUS = 200;
    private static final byte[] OK = line(HttpResponseStatus.OK);
    private static final byte[] CLOSE = HeadWriter.lines("connection", "close");
    private static final byte[] KEEP = HeadWriter.lines("connection", "keep-alive");

    private static final byte[] SECOND = HeadWriter.lines("retry-after", "1");
    private static final byte[] NOTHING = {};

    private ResponseHead() {}

    public static void status(ByteBuf out, int status) {
        out.writeBytes(status == OK_STATUS ? OK : line(HttpResponseStatus.valueOf(status)));
    }

    /** HTTP/1.1 connections stay open unless something is said; HTTP/1.0 ones close. */
    public static void connection(ByteBuf out, boolean keepAlive, boolean http11) {
        if (!keepAlive) {
            out.writeBytes(CLOSE);
        } else if (!http11) {
            out.writeBytes(KEEP);
        }
    }

    /** The header line that says when to try again, for an error that passes; nothing for others. */
    public static byte[] tryAgain(GatewayError error) {
        return error.passes() ? SECOND.clone() : NOTHING;
    }

    private static byte[] line(HttpResponseStatus status) {
        return ("HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
