package io.portalbots.chat;

import io.portalbots.chat.Messenger.Place;
import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Portal;
import io.portalbots.spi.Storage;
import java.util.List;

/** A plugin's way to speak in one dialog. */
final class BotChat implements Chat {

    private final CallHost host;
    private final PluginWords words;
    private final Place place;
    private final PluginWords.Way way;

    BotChat(CallHost host, PluginWords words, Place place, PluginWords.Way way) {
        this.host = host;
        this.words = words;
        this.place = place;
        this.way = way;
    }

    @Override
    public Storage storage() {
        return host.storage();
    }

    @Override
    public Portal portal() {
        return host.portal();
    }

    @Override
    public void say(String text, List<Button> keyboard) {
        host.requireToSay();
        words.post(way, text, keyboard);
    }

    @Override
    public long post(String text, List<Button> keyboard) {
        host.requireToSay();
        return words.post(way, text, keyboard)
                .orElseThrow(() -> new ChatException("the portal did not say which number the message has"));
    }

    @Override
    public void edit(long messageId, String text, List<Button> keyboard) {
        host.edit(messageId, text, keyboard);
    }

    @Override
    public void typing() {
        host.requireToType();
        words.typing(place);
    }
}
