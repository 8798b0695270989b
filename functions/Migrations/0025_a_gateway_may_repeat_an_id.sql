-- An id is the gateway's word and not ours: one that comes twice must not keep us from writing down what was sent.
drop index notification_by_provider_id;
create index notification_by_provider_id on notification (sender_key_id, provider_message_id) where provider_message_id is not null;
