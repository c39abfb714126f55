package io.callstream.gateway.server;

import io.callstream.gateway.call.CallLabel;
import io.callstream.gateway.call.ClientChannel;
import io.callstream.gateway.call.ResponseHead;
import io.callstream.gateway.net.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.UUID;

/** Sends pages. */
final class PageWriter {
    private static final AsciiString ALLOW = AsciiString.cached("allow");
    private static final int HEAD_BYTES = 256;
    private static final int NO_CONTENT = 204;

    private PageWriter() {}

    /**
     * What every page carries.
     *
     * @param forBrowser header lines; empty when no browser asks
     */
    record Label(UUID id, byte[] forBrowser) {}

    static void send(ClientConnection client, ClientRequest request, Page page, Label label) {
        boolean keepAlive = request.form().keepAlive() && request.refusal() == null && !client.answersLast();
        ByteBuf out = head(client, request, page, keepAlive, label);
        if (!request.method().equals("HEAD")) {
            out.writeBytes(page.body());
        }
        client.write(out);
        client.flush();
        client.answered(keepAlive);
    }

    private static ByteBuf head(
            ClientChannel client, ClientRequest request, Page page, boolean keepAlive, Label label) {
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + page.body().length);
        ResponseHead.status(out, page.status());
        CallLabel.writeRequestId(out, label.id());
        out.writeBytes(label.forBrowser());
        out.writeBytes(page.lines());
        if (page.status() != NO_CONTENT) { // without a length a client would wait for the end of the connection
            HeadWriter.header(out, ResponseHead.CONTENT_TYPE, page.contentType());
            HeadWriter.header(out, ResponseHead.CONTENT_LENGTH, page.body().length);
        }
        if (page.allow() != null) {
            HeadWriter.header(out, ALLOW, page.allow());
        }
        ResponseHead.connection(out, keepAlive, request.form().chunks());
        HeadWriter.end(out);
        return out;
    }
}
