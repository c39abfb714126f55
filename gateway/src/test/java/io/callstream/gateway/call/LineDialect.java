package io.callstream.gateway.call;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A provider's form that is nothing like JSON: a message a line, and answers in lines that begin with what they are. What a
 * new dialect needs is in this one class.
 */
final class LineDialect implements Dialect {
    @Override
    public boolean streamsEvents() {
        return false;
    }

    @Override
    public String form() {
        return "lines";
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new Encoder(deployment.apiBase());
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return new Reader(status);
    }

    private record Encoder(URI base) implements RequestEncoder {
        @Override
        public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, URI elsewhere)
                throws UnsupportedRequestException {
            byte[] openAi = ask.request().body(to.model(), false, true).toBytes();
            String body = "model " + to.model() + "\n"
                    + ChatReader.read(Slice.of(openAi)).messages().stream()
                            .map(Encoder::line)
                            .collect(Collectors.joining());
            ByteBuf out = alloc.buffer();
            out.writeCharSequence(
                    "POST /say HTTP/1.1\r\nhost: " + base.getHost() + "\r\ncontent-length: " + body.length()
                            + "\r\n\r\n" + body,
                    StandardCharsets.US_ASCII);
            return out;
        }

        private static String line(ChatMessage message) {
            return message.role().name().toLowerCase(Locale.ROOT) + " " + message.text() + "\n";
        }

        @Override
        public URI url(Operation operation) {
            return base.resolve("/say");
        }
    }

    private static final class Reader implements ResponseReader {
        private final int status;
        private final StringBuilder unread = new StringBuilder();

        Reader(int status) {
            this.status = status;
        }

        @Override
        public void read(Slice bytes, Consumer<Delta> deltas) {
            unread.append(bytes.text());
            for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n")) {
                line(unread.substring(0, end), deltas);
                unread.delete(0, end + 1);
            }
        }

        @Override
        public void end(Consumer<Delta> deltas) {
            if (!unread.isEmpty()) {
                line(unread.toString(), deltas);
            }
        }

        private void line(String line, Consumer<Delta> deltas) {
            String rest = line.substring(2);
            deltas.accept(
                    switch (line.charAt(0)) {
                        case 'b' -> new Delta.Begin(rest, "liner-1");
                        case 't' -> new Delta.Text(rest);
                        case 'r' -> new Delta.Reasoning(rest);
                        case 'c' -> new Delta.ToolCall(0, "call-1", rest, "{}");
                        case 'n' -> new Delta.Tokens(Long.parseLong(rest), 2);
                        case 'f' -> new Delta.Finish(rest);
                        default -> new Delta.Failure(status < 400 ? 500 : status, rest);
                    });
        }
    }
}
