package io.callstream.gateway.api.openai;

import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request in OpenAI's form: the body as it came, and what a scan has found in it. */
public record OpenAiRequest(Slice body, RequestScan scan) implements ApiRequest {
    @Override
    public @Nullable String model() {
        return scan.model();
    }

    @Override
    public boolean stream() {
        return scan.stream();
    }

    @Override
    public boolean asksUsage() {
        return Boolean.TRUE.equals(scan.includeUsage());
    }

    @Override
    public boolean saysHowToStream() {
        return scan.streamOptionsRange() != null;
    }

    @Override
    public @Nullable Integer retries() {
        return scan.retries();
    }

    @Override
    public CallerRouting routing() {
        return scan.routing();
    }

    @Override
    public MockAnswer mock() {
        return scan.mock();
    }

    @Override
    public CacheControl cacheControl() {
        return scan.cacheControl();
    }

    @Override
    public void identify(MessageDigest digest) {
        RequestIdentity.add(body, digest);
    }

    @Override
    public RequestInfo info(Operation operation) {
        return new RequestInfo(
                operation.callType(),
                scan.model(),
                scan.stream(),
                scan.parameters(),
                body,
                body.length(),
                scan.secrets());
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return MetadataReader.read(scan, headers);
    }

    @Override
    public ProviderBody body(ModelName model, boolean askUsage, boolean withoutGatewayFields) {
        return RequestPatch.of(body, scan, model.json(), askUsage, withoutGatewayFields);
    }
}
