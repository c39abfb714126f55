package io.callstream.gateway.call.pair;

class ResponsesContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeResponses();
    }
}
