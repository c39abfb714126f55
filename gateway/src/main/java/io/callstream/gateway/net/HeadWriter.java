package io.callstream.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/**
 * Writes the heads of HTTP/1.1 messages straight into a buffer. A value cannot break out of its line: control
 * characters become blanks.
 */
public final class HeadWriter {
    private static final byte[] SEPARATOR = {':', ' '};
    private static final byte[] LINE_END = {'\r', '\n'};

    private HeadWriter() {}

    public static void header(ByteBuf out, AsciiString name, CharSequence value) {
        out.writeBytes(name.array(), name.arrayOffset(), name.length());
        out.writeBytes(SEPARATOR);
        value(out, value);
        out.writeBytes(LINE_END);
    }

    public static void header(ByteBuf out, AsciiString name, long value) {
        out.writeBytes(name.array(), name.arrayOffset(), name.length());
        out.writeBytes(SEPARATOR);
        ByteBufUtil.writeAscii(out, Long.toString(value));
        out.writeBytes(LINE_END);
    }

    /** Ends the head. */
    public static void end(ByteBuf out) {
        out.writeBytes(LINE_END);
    }

    /** The bytes of a few header lines that never change, to be written as they are. */
    public static byte[] lines(String... namesAndValues) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.append(namesAndValues[i])
                    .append(": ")
                    .append(clean(namesAndValues[i + 1]))
                    .append("\r\n");
        }
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void value(ByteBuf out, CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            if (!allowed(value.charAt(i))) {
                ByteBufUtil.writeAscii(out, clean(value));
                return;
            }
        }
        ByteBufUtil.writeAscii(out, value);
    }

    private static String clean(CharSequence value) {
        StringBuilder clean = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            clean.append(allowed(value.charAt(i)) ? value.charAt(i) : ' ');
        }
        return clean.toString();
    }

    private static boolean allowed(char c) {
        return c >= ' ' && c != 0x7f && c <= 0xff;
    }
}
