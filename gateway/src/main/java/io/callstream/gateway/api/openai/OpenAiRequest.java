package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.PromptFacts;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request in OpenAI's form: the body, and what a scan has found in it.
 *
 * @param changed what a step before the provider has made of it; null when the body is as it came
 */
public record OpenAiRequest(
        Slice body, RequestScan scan, @Nullable Changed changed) implements ApiRequest {
    public OpenAiRequest(Slice body, RequestScan scan) {
        this(body, scan, null);
    }

    /**
     * What a changed request was before, and is now.
     *
     * @param model that the client asked for
     * @param bytes of the body as it came
     */
    private record Changed(
            @Nullable String model,
            int bytes,
            @Nullable String providerModel,
            @Nullable PromptFacts prompt) {}

    /** @throws InvalidRequestException if the body is no request */
    static OpenAiRequest read(Slice body, @Nullable String pathModel) throws InvalidRequestException {
        RequestScan scan = RequestScan.of(body, pathModel);
        if (!scan.hasExtraBody()) {
            return new OpenAiRequest(body, scan);
        }
        Slice lifted = ExtraBody.lifted(body);
        Changed before = new Changed(scan.model(), body.length(), null, null);
        return new OpenAiRequest(lifted, RequestScan.of(lifted, pathModel), before);
    }

    /** @throws InvalidRequestException if it cannot be changed so */
    OpenAiRequest with(RequestChange change) throws InvalidRequestException {
        ChangedBody now = ChangedBody.of(body, scan, change, change.model() == null ? model() : change.model());
        Changed before = changed;
        String asked = before == null ? model() : before.model();
        int bytes = before == null ? body.length() : before.bytes();
        String providerModel =
                change.providerModel() == null && change.model() == null ? providerModel() : change.providerModel();
        PromptFacts prompt = change.prompt() == null && before != null ? before.prompt() : change.prompt();
        return new OpenAiRequest(now.body(), now.scan(), new Changed(asked, bytes, providerModel, prompt));
    }

    /** @throws InvalidRequestException if the edited body is no request any more */
    OpenAiRequest readAgain(Slice edited, @Nullable String group) throws InvalidRequestException {
        Changed before = changed;
        boolean sameGroup = group != null && group.equals(model());
        return new OpenAiRequest(
                edited,
                RequestScan.of(edited, group),
                before == null || sameGroup
                        ? before
                        : new Changed(before.model(), before.bytes(), null, before.prompt()));
    }

    @Override
    public @Nullable String model() {
        return scan.model();
    }

    @Override
    public @Nullable String providerModel() {
        return changed == null ? null : changed.providerModel();
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
    public Map<String, String> extraHeaders() {
        return scan.extraHeaders();
    }

    @Override
    public CacheControl cacheControl() {
        return scan.cacheControl();
    }

    @Override
    public void identify(MessageDigest digest) {
        RequestIdentity.add(body, scan.dropped(), digest);
        new TreeMap<>(extraHeaders()).forEach((name, value) -> {
            digest.update((name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
        });
        String named = providerModel();
        if (named != null) {
            digest.update(named.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public PromptFields promptFields() {
        return scan.promptFields();
    }

    @Override
    public @Nullable String tier() {
        return scan.tier();
    }

    @Override
    public long promptTokens() {
        return scan.promptTokens();
    }

    @Override
    public RequestInfo info(Operation operation) {
        Changed before = changed;
        return new RequestInfo(
                operation.callType(),
                before == null ? scan.model() : before.model(),
                scan.stream(),
                scan.parameters(),
                body,
                before == null ? body.length() : before.bytes(),
                scan.secrets(),
                before == null ? null : before.prompt());
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return MetadataReader.read(scan, headers);
    }

    @Override
    public ProviderBody body(ModelName model, boolean askUsage, boolean withoutGatewayFields) {
        RequestScan.Cut cut =
                changed == null || changed.prompt() == null ? RequestScan.Cut.NONE : RequestScan.Cut.PROMPT;
        return RequestPatch.of(body, scan, model.json(), askUsage, withoutGatewayFields ? RequestScan.Cut.ALL : cut);
    }
}
