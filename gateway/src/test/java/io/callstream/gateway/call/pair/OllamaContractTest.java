package io.callstream.gateway.call.pair;

class OllamaContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeOllama();
    }
}
