package io.portalbots.chat;

import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.PluginWords.Said;
import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Portal;
import io.portalbots.spi.Storage;
import io.portalbots.spi.Text;
import java.util.List;
import java.util.OptionalLong;

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
        say(new Said(text, keyboard));
    }

    @Override
    public void say(Text text, Keyboard keyboard, Menu menu) {
        say(new Said(text, keyboard, menu));
    }

    @Override
    public long post(String text, List<Button> keyboard) {
        return post(new Said(text, keyboard));
    }

    @Override
    public long post(Text text, Keyboard keyboard, Menu menu) {
        return post(new Said(text, keyboard, menu));
    }

    private long post(Said said) {
        return say(said).orElseThrow(() -> new ChatException("the portal did not say which number the message has"));
    }

    private OptionalLong say(Said said) {
        host.requireToSay();
        return words.post(way, said);
    }

    @Override
    public void edit(long messageId, String text, List<Button> keyboard) {
        host.edit(messageId, text, keyboard);
    }

    @Override
    public void edit(long messageId, Text text, Keyboard keyboard, Menu menu) {
        host.edit(messageId, text, keyboard, menu);
    }

    @Override
    public void typing() {
        host.requireToType();
        words.typing(place);
    }
}
