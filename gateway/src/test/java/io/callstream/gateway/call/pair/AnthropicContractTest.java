package io.callstream.gateway.call.pair;

class AnthropicContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeAnthropic();
    }
}
