// One call: shows single events as they stand on Kafka.
import { api, toast } from './app.js';

const dialog = document.getElementById('event');
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-event]');
  if (!button) return;
  try {
    const record = await api(button.dataset.event);
    dialog.querySelector('h2').textContent = `${record.topic} · partition ${record.partition} · offset ${record.offset}`;
    dialog.querySelector('pre').textContent = JSON.stringify(record, null, 2);
    dialog.showModal();
  } catch (error) {
    toast(error.message);
  }
});
