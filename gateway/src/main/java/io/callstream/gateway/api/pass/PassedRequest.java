package io.callstream.gateway.api.pass;

import io.callstream.gateway.api.Place;
import io.callstream.gateway.api.openai.MetadataReader;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.gateway.usage.PromptEstimate;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request that goes on as it came.
 *
 * @param place its method, the rest of its path and its query
 * @param model group whose deployment is asked; null when none is named
 * @param deployment of that group that alone can answer; null when each can
 */
public record PassedRequest(
        Place place,
        PassedContent content,
        @Nullable String model,
        @Nullable String deployment,
        ProviderChoice choice) implements ApiRequest {
    /** One that is for no model. */
    PassedRequest(Place place, PassedContent content, ProviderChoice choice) {
        this(place, content, null, null, choice);
    }

    /** The same with another body. */
    PassedRequest with(Slice changed) {
        return new PassedRequest(place, content.with(changed), model, deployment, choice);
    }

    /** The same, which goes where it is chosen to. */
    public PassedRequest to(ProviderChoice chosen) {
        return new PassedRequest(place, content, model, deployment, chosen);
    }

    /** A field of its body; null when that is no JSON, or has no such text. */
    public @Nullable String text(String field) {
        return content.text(field);
    }

    @Override
    public Forward forward(ModelName name) {
        return new Forward(place.method(), place.rest(), place.query(), content.type(), content.body());
    }

    @Override
    public ProviderBody body(ModelName name, boolean askUsage, boolean withoutGatewayFields) {
        return content.body();
    }

    /** Whoever names a model asks for more of what is made later by ids that say where it lies. */
    @Override
    public @Nullable UnaryOperator<Slice> answerEdit(Destination from) {
        String group = model;
        if (group == null || from.operation() == Operation.FILE_CONTENT) {
            return null;
        }
        boolean batches = from.operation().path().equals(Operation.BATCH_CREATE.path());
        return new PlacedIds(group, from.target().deployment().id(), batches)::in;
    }

    @Override
    public long promptTokens() {
        Slice recorded = content.recorded();
        return recorded == null ? 0 : PromptEstimate.tokens(recorded);
    }

    @Override
    public RequestInfo info(Operation operation) {
        return new RequestInfo(
                operation.callType(), model, content.stream(), null, content.recorded(), content.bytes(), List.of());
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return MetadataReader.read(null, headers);
    }

    @Override
    public void identify(MessageDigest digest) {
        digest.update((place.method() + " " + place.rest() + "?" + place.query()).getBytes(StandardCharsets.UTF_8));
        digest.update(content.body().toBytes());
    }

    @Override
    public boolean stream() {
        return content.stream();
    }

    @Override
    public boolean asksUsage() {
        return false;
    }

    @Override
    public boolean saysHowToStream() {
        return false;
    }

    @Override
    public @Nullable Integer retries() {
        return null;
    }

    @Override
    public MockAnswer mock() {
        return MockAnswer.NONE;
    }

    @Override
    public CacheControl cacheControl() {
        return CacheControl.NONE;
    }
}
