package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The answer on its way from the provider to the client. */
interface Relay {
    /** How an answer ended. */
    sealed interface Verdict {
        /** It is whole, and the client has it. */
        record Whole() implements Verdict {}

        /**
         * It is an error, or of no use; the client has got an error as far as that is possible.
         *
         * @param providerError what the provider said; null when it just stopped
         */
        record Bad(
                GatewayError error,
                String message,
                int clientStatus,
                @Nullable Slice providerError) implements Verdict {}
    }

    /** Takes in a part; what is wrong with it ends the call. */
    @Nullable CallError body(ByteBuf bytes);

    /** One read is over: what there is goes out. */
    void flush();

    /** Whether the answer is whole already, whatever the provider's connection does afterwards. */
    boolean complete();

    /** Whether the client has been given any of it, so that it can get no other answer. */
    boolean committed();

    /** What the answer is, now that the provider has ended it or it is complete; nothing goes out yet. */
    Verdict verdict();

    /** The rest of the answer goes out; after {@link #verdict()}. */
    void end();

    /** Whether the client has been given all that the answer says, though its end is still to come. */
    boolean shown();

    /** Whether the client's connection can serve another request after this answer. */
    boolean reusable();

    /** The call fails from outside: the client gets the error, if it is not too late. What had come may be enough all the same. */
    Verdict fail(CallError why);

    /** Whether the answer is the provider's refusal to be asked for the usage of a stream, which only the gateway did. */
    default boolean refusesUsage() {
        return false;
    }

    /** Gives back what was not sent, because nobody is left to send it to. */
    void release();

    /** Forgets what came, and gives back what it holds: another attempt takes its place. */
    default void discard() {
        release();
    }

    /** What came, as far as it came. */
    CallTimeline.ParsedResponse found();
}
