package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.messenger.Messenger;

/**
 * {@code imbot.dialog.get}: all about a chat that the caller is in [docs: chat-bots/outdated/chats].
 *
 * <pre>{@code
 * POST /rest/imbot.dialog.get   DIALOG_ID=chat443
 * 200  {"result": {"id": 443, "name": "News", "owner": 5, "type": "chat", "user_counter": 3, ..}}
 * 400  {"error": "DIALOG_ID_EMPTY", "error_description": "Dialog ID can't be empty"}
 * 403  {"error": "ACCESS_ERROR", "error_description": "You don't have access to this chat"}
 * }</pre>
 */
final class DialogMethod implements RestMethod {

    private final DialogIds dialogs;

    DialogMethod(Messenger messenger) {
        this.dialogs = new DialogIds(messenger);
    }

    /** Which of the two texts stands for what is a guess: the first for a dialog nobody has, the other for a chat of others. */
    @Override
    public Answer call(Call call) {
        var dialogId = call.params().text("DIALOG_ID");
        if (!DialogIds.isOne(dialogId)) {
            return Answer.refused("DIALOG_ID_EMPTY", "Dialog ID can't be empty");
        }
        var portal = call.portal();
        var who = portal.member(call.caller().userId()).orElseThrow();
        return dialogs.find(portal, who, dialogId)
                .map(chat -> chat.members().contains(who.id())
                        ? new Answer.Result(new DialogView(portal, chat, who).fields())
                        : denied("You don't have access to this chat"))
                .orElseGet(() -> denied("You do not have access to the specified dialog"));
    }

    private static Answer denied(String description) {
        return Answer.failure(403, "ACCESS_ERROR", description);
    }
}
