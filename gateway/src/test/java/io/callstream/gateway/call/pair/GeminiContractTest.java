package io.callstream.gateway.call.pair;

class GeminiContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeGemini();
    }
}
