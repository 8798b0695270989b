create unique index notification_by_provider_id on notification (sender_key_id, provider_message_id) where provider_message_id is not null;
create index member_by_phone on member (phone) where phone is not null;
