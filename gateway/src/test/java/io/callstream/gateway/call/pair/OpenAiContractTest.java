package io.callstream.gateway.call.pair;

class OpenAiContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeOpenAi();
    }

    @Override
    ClientForm client() {
        return new MessagesForm();
    }
}
