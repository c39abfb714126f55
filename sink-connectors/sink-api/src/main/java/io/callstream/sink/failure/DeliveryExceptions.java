package io.callstream.sink.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception that comes out of a sink means, by what failed: the way to the destination, or the content of an event. */
public final class DeliveryExceptions {
    /** Exceptions of input and output that say something of the text which was read or written. */
    private static final List<Class<? extends IOException>> CONTENT =
            List.of(JsonProcessingException.class, CharacterCodingException.class);

    private static final int LONGEST = 200;

    private DeliveryExceptions() {}

    /** The verdict on the batch. Messages of exceptions are left out where they may quote what was said in a call. */
    public static Delivery verdict(Exception thrown) {
        if (thrown instanceof SinkUnavailableException) {
            return Delivery.retry(String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof SinkConfigException) {
            return Delivery.hold(String.valueOf(thrown.getMessage()));
        }
        boolean content = CONTENT.stream().anyMatch(kind -> kind.isInstance(thrown));
        if (!(thrown instanceof IOException) || content) {
            return Delivery.rejected("sink failed with " + thrown.getClass().getName());
        }
        String known = known(thrown);
        return Delivery.retry(known == null ? thrown.getClass().getSimpleName() : known);
    }

    /** Why a connection could not be made or was lost, in plain words without content. */
    public static String network(IOException failure) {
        String known = known(failure);
        return known == null ? "connection lost" : known;
    }

    private static @Nullable String known(Throwable failure) {
        String known = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String word = word(cause);
            known = word == null ? known : word;
        }
        return known;
    }

    private static @Nullable String word(Throwable cause) {
        if (cause instanceof UnknownHostException || isUnresolved(cause)) {
            return "unknown host";
        }
        if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
            return "timeout";
        }
        if (cause instanceof SSLException) {
            return "TLS: " + brief(cause);
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "connect: " + brief(cause);
        }
        return null;
    }

    /** The HTTP client of the platform tells an unknown host by this name alone. */
    private static boolean isUnresolved(Throwable cause) {
        return cause.getClass().getSimpleName().equals("UnresolvedAddressException");
    }

    private static String brief(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "Connection refused" : message.substring(0, Math.min(LONGEST, message.length()));
    }
}
