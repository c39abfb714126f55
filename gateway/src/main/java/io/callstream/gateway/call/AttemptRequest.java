package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.AskedModel;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the client asked for and where one attempt takes it. */
record AttemptRequest(CallRequest request, ApiRequest asked, Destination destination, AttemptPlan plan, Tries tries) {
    private static final AsciiString TIMEOUT = AsciiString.cached("x-litellm-timeout");
    private static final int MILLI_DIGITS = 3;

    /** As LiteLLM's own, which are numbers of Python: {@code 600.0}. */
    /** As LiteLLM's Python writes it; nearly all are whole, and need no decimal arithmetic. */
    private static String seconds(Duration time) {
        if (time.toMillisPart() == 0) {
            return time.toSeconds() + ".0";
        }
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), MILLI_DIGITS).stripTrailingZeros();
        return seconds.toPlainString();
    }

    /** The same, not asking for the usage of a stream. */
    AttemptRequest withoutUsage() {
        return new AttemptRequest(request, asked, destination.withoutUsage(), plan, tries);
    }

    /** How long the provider may take at first: for all of a plain answer, for the first part of a stream. */
    Duration timeout() {
        return asked.stream() ? plan.limits().firstPart() : plan.limits().call();
    }

    /** How long it may take once it has begun: for all of a plain answer, for each next part of a stream. */
    Duration patience() {
        return asked.stream() ? plan.limits().nextPart() : plan.limits().call();
    }

    AskedModel model() {
        return new AskedModel(
                destination.target().deployment(), destination.model().name());
    }

    /**
     * What decides about the price of an answer.
     *
     * @param facts null when the answer is none that can be read
     */
    Answered answered(@Nullable AnswerFacts facts) {
        return new ServedAnswer(this, facts);
    }

    /** How the request asks to be served; null when it does not say. */
    @Nullable String tier() {
        return asked.tier();
    }

    /** Header lines under LiteLLM's names that say who answered, and after how many tries. */
    void writeHeaders(ByteBuf out) {
        out.writeBytes(destination.target().clientHeaders());
        tries.write(out);
        HeadWriter.header(out, TIMEOUT, seconds(timeout()));
    }
}
