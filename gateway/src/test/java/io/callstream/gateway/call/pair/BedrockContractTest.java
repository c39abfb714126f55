package io.callstream.gateway.call.pair;

class BedrockContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeConverse();
    }
}
