package io.callstream.gateway.call.pair;

class CohereContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeCohere();
    }
}
